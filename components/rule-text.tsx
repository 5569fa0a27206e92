'use client';

import { useTranslations } from 'use-intl';
import type { Rule } from '#contracts/rule';
import type { RuleFields } from '#hooks/rule-draft';
import { useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';
import { useMeasureText } from './measure-text.tsx';

/** How a rule is written: its name, and when it fires, as a sentence. */
export function useRuleText() {
  const t = useTranslations('rules.sentence');
  const words = useTranslations('rules.form');
  const { count, rate } = useFormats();
  const alerts = useAlertText();
  const text = useMeasureText();
  const against = ({ measure, compare, limit }: RuleFields): string => {
    if (compare.to === 'number') return text.limit(measure, limit);
    const baseline = 'baselineSeconds' in compare ? text.length(compare.baselineSeconds) : '';
    return t(compare.to, { limit: rate(limit), baseline });
  };
  const when = (rule: RuleFields): string => {
    const { measure, direction, limit } = rule;
    switch (measure.kind) {
      case 'value': {
        const what = text.quantity(measure.quantity);
        return t('value', {
          what,
          direction: words(direction),
          against: against(rule),
          window: text.length(measure.windowSeconds),
        });
      }
      case 'ratio': {
        const what = text.ratio(measure);
        return t('ratio', {
          what,
          direction: words(direction),
          against: against(rule),
          window: text.length(measure.windowSeconds),
        });
      }
      case 'noData':
        if (!measure.names) return t('noData', { limit: text.length(limit) });
        return t('noDataOf', { limit: text.length(limit), what: measure.names.join(' + ') });
      case 'books':
        return t('books', { limit: count(limit) });
      default:
        if (!measure.quantity) return t(measure.kind, { limit: count(limit) });
        return t(measure.kind === 'perUser' ? 'perUserOf' : 'perProductOf', {
          limit: count(limit),
          what: text.quantity(measure.quantity),
        });
    }
  };
  return {
    name: ({ id, name }: Rule) => alerts.name({ ruleId: id, ruleName: name }),
    sentence: (rule: RuleFields) =>
      rule.forSeconds === 0 ? when(rule) : t('held', { when: when(rule), duration: text.length(rule.forSeconds) }),
  };
}
