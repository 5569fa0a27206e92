'use client';

import { useTranslations } from 'use-intl';
import { type DraftField, differences, fieldsOf, type RuleDraft } from '#hooks/rule-draft';
import { useRuleText } from './rule-text.tsx';

/** What the sentence says already. */
const IN_SENTENCE: readonly DraftField[] = [
  'kind',
  'quantity',
  'denominator',
  'where',
  'denominatorWhere',
  'direction',
  'limit',
  'compareTo',
  'windowSeconds',
  'forSeconds',
  'baselineSeconds',
];

type Props = { typed: RuleDraft; saved: RuleDraft; onTake: () => void; onDrop: () => void };

/** What somebody typed while another saved the rule: beside what is saved now, to be taken or dropped. */
export function RuleUnsaved({ typed, saved, onTake, onDrop }: Props) {
  const t = useTranslations('rules.unsaved');
  const text = useRuleText();
  const label = useFieldLabel();
  const different = differences(typed, saved);
  const { fields } = fieldsOf(typed);
  const others = different.filter((field) => !IN_SENTENCE.includes(field)).map(label);
  if (different.length === 0) return null;
  return (
    <section className="panel unsaved" aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
      </header>
      <p className="b">{fields ? text.sentence(fields) : t('incomplete')}</p>
      {others.length > 0 && <p className="t2 fs12">{t('others', { fields: others.join(', ') })}</p>}
      <div className="row">
        <button type="button" className="btn sm" onClick={onTake}>
          {t('take')}
        </button>
        <button type="button" className="btn sm ghost" onClick={onDrop}>
          {t('drop')}
        </button>
      </div>
    </section>
  );
}

function useFieldLabel(): (field: DraftField) => string {
  const t = useTranslations('rules');
  const channels = useTranslations('channels.fields');
  return (field) => {
    switch (field) {
      case 'repeatMinutes':
        return channels('repeat');
      case 'severity':
      case 'minDenominator':
      case 'minPast':
      case 'minMinutes':
        return t(`form.${field}`);
      case 'traffic':
        return t('fields.simulated');
      case 'resolveAfterSeconds':
        return t('fields.resolveAfter');
      case 'enabled':
      case 'name':
      case 'note':
      case 'runbookUrl':
      case 'channels':
      case 'missing':
      case 'maxEvents':
        return t(`fields.${field}`);
      default:
        return t('form.condition');
    }
  };
}
