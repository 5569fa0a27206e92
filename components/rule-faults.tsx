'use client';

import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { MAX_FILTERS, MAX_NAMES } from '#contracts/rule-limits';
import { type DraftField, limitRangeOf, type RuleDraft } from '#hooks/rule-draft';
import { useFormats } from './format.tsx';
import { useLimitUnit } from './rule-sentence.tsx';

/** What is wrong with a rule as it is typed, and what it may be. */
export function RuleFaults({ draft, wrong }: { draft: RuleDraft; wrong: DraftField[] }) {
  const faultOf = useFault();
  return (
    <ul className="faults red">
      {wrong.map((field) => (
        <li key={field} className="row gap-1.5">
          <TriangleAlert className="flex-none" size={14} aria-hidden="true" />
          {faultOf(draft, field)}
        </li>
      ))}
    </ul>
  );
}

function useFault() {
  const t = useTranslations('rules.faults');
  const { rate } = useFormats();
  const unitOf = useLimitUnit();
  const locale = useLocale();
  return (draft: RuleDraft, field: DraftField): string => {
    switch (field) {
      case 'limit': {
        const { min, max } = limitRangeOf(draft);
        const unit = unitOf(draft);
        return t('limit', {
          min: rate(Number(min)),
          max: rate(Number(max)),
          unit: unit === '%' || locale === 'ko' ? unit : unit && `\u00a0${unit}`,
        });
      }
      case 'windowSeconds':
        return t(draft.windowSeconds % 60 === 0 ? 'tenMinutes' : 'minutes');
      case 'quantity':
      case 'denominator':
        return t(field, { count: MAX_NAMES });
      case 'where':
      case 'denominatorWhere':
        return t('where', { count: MAX_FILTERS });
      case 'minDenominator':
      case 'minPast':
        return t('least');
      case 'name':
      case 'compareTo':
      case 'minMinutes':
      case 'note':
      case 'runbookUrl':
        return t(field);
      default:
        return t('held');
    }
  };
}
