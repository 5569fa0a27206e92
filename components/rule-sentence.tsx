'use client';

import { useLocale, useTranslations } from 'use-intl';
import { COMPARISONS, DIRECTIONS, MEASURE_KINDS, SEVERITIES } from '#contracts/rule';
import { comparesTo, type DraftField, type RuleDraft } from '#hooks/rule-draft';
import { useMeasureText } from './measure-text.tsx';
import { InlineNumber, InlineSelect } from './rule-choice.tsx';
import { QuantityField } from './rule-quantity.tsx';

const WINDOWS = [10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 21_600, 43_200, 86_400];
const HOLDS = [0, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600];
const BASELINES = [1_800, 3_600, 21_600, 43_200, 86_400];

export type DraftProps = { draft: RuleDraft; wrong: DraftField[]; onChange: (change: Partial<RuleDraft>) => void };

/** When the rule fires, as a sentence whose words are chosen. */
export function RuleSentence(form: DraftProps) {
  const t = useTranslations('rules.form');
  const parts = { ...useMeasured(form), ...useJudged(form) };
  return (
    <>
      <p className="rs">{t.rich(form.draft.kind, parts)}</p>
      <RuleConditions {...form} />
    </>
  );
}

/** What is measured. */
function useMeasured({ draft, wrong, onChange }: DraftProps) {
  const t = useTranslations('rules.form');
  return {
    kind: () => (
      <InlineSelect
        label={t('kind')}
        value={draft.kind}
        options={MEASURE_KINDS.flatMap((kind) => (kind === 'books' ? [] : { value: kind, text: t(`kinds.${kind}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
    ),
    what: () => (
      <QuantityField
        label={t('what')}
        value={draft.quantity}
        {...onlyOf(draft.kind)}
        {...(draft.kind === 'perProduct' && { all: t('views') })}
        wrong={wrong.includes('quantity')}
        onChange={(quantity) => onChange({ quantity })}
      />
    ),
    whole: () => (
      <QuantityField
        label={t('whole')}
        value={draft.denominator}
        wrong={wrong.includes('denominator')}
        onChange={(denominator) => onChange({ denominator })}
      />
    ),
  };
}

function onlyOf(kind: RuleDraft['kind']): { only?: 'events' | 'names' } {
  if (kind === 'noData') return { only: 'names' };
  return kind === 'perUser' || kind === 'perProduct' ? { only: 'events' } : {};
}

/** What it is compared with, over which time, and how grave it is. */
function useJudged({ draft, wrong, onChange }: DraftProps) {
  const t = useTranslations('rules.form');
  const severity = useTranslations('alerts.severity');
  const locale = useLocale();
  const unitOf = useLimitUnit();
  const { length } = useMeasureText();
  const is = (field: DraftField) => wrong.includes(field);
  const spans = (all: number[], own: number) => (all.includes(own) ? all : [...all, own].sort((a, b) => a - b));
  return {
    direction: () => (
      <InlineSelect
        label={t('direction')}
        value={draft.direction}
        options={DIRECTIONS.map((value) => ({ value, text: t(value) }))}
        onChange={(direction) => onChange({ direction })}
      />
    ),
    limit: () => (
      <InlineNumber
        label={t('limit')}
        value={draft.limit}
        unit={unitOf(draft)}
        wrong={is('limit')}
        onChange={(limit) => onChange({ limit })}
      />
    ),
    compare: () => (
      <InlineSelect
        label={t('compare')}
        value={draft.compareTo}
        wrong={is('compareTo')}
        options={COMPARISONS.map((value) => ({ value, text: t(`compares.${value}`) }))}
        onChange={(compareTo) => onChange({ compareTo })}
      />
    ),
    window: () => (
      <InlineSelect
        label={t('window')}
        value={draft.windowSeconds}
        wrong={is('windowSeconds')}
        options={spans(WINDOWS, draft.windowSeconds).map((value) => ({
          value,
          text: t('windowOf', { window: length(value) }),
        }))}
        onChange={(windowSeconds) => onChange({ windowSeconds })}
      />
    ),
    held: () => (
      <InlineSelect
        label={t('held')}
        value={draft.forSeconds}
        options={spans(HOLDS, draft.forSeconds).map((value) => ({
          value,
          text: value === 0 ? t('atOnce') : length(value),
        }))}
        onChange={(forSeconds) => onChange({ forSeconds })}
      />
    ),
    severity: () => (
      <InlineSelect
        label={t('severity')}
        value={draft.severity}
        options={SEVERITIES.map((value) => ({ value, text: severity(value).toLocaleLowerCase(locale) }))}
        onChange={(chosen) => onChange({ severity: chosen })}
      />
    ),
  };
}

/** The unit that a rule's limit is typed in; empty where it is a number of things. */
export function useLimitUnit(): (draft: RuleDraft) => string {
  const t = useTranslations('rules.form.unit');
  return (draft) => {
    if (draft.kind === 'noData') return t('seconds');
    if (comparesTo(draft) !== 'number') return t(draft.compareTo === 'spread' ? 'deviations' : 'times');
    const isAmount = (what: string) => what === 'revenue' || what === 'users';
    const [part, whole] = [draft.quantity.what, draft.denominator.what];
    const isShare = draft.kind === 'ratio' && (isAmount(part) || isAmount(whole) ? part === whole : true);
    return isShare ? t('percent') : '';
  };
}

/** From when on there is enough to judge. */
function RuleConditions({ draft, wrong, onChange }: DraftProps) {
  const t = useTranslations('rules.form');
  const { length } = useMeasureText();
  const to = comparesTo(draft);
  const compares = to !== 'number';
  const isUsual = to === 'mean' || to === 'spread';
  if (draft.kind === 'noData' || draft.kind === 'books') return null;
  const number = (field: 'minDenominator' | 'minPast' | 'minMinutes', label = t(field)) => (
    <span className="t2">
      {label}{' '}
      <InlineNumber
        label={label}
        value={draft[field]}
        wrong={wrong.includes(field)}
        onChange={(value) => onChange({ [field]: value })}
      />
    </span>
  );
  const filter = (field: 'where' | 'denominatorWhere', label: string) => (
    <span className="t2">
      {label}{' '}
      <input
        className="inl names"
        aria-label={label}
        aria-invalid={wrong.includes(field)}
        placeholder="platform=app"
        autoComplete="off"
        size={Math.min(34, Math.max(14, draft[field].length))}
        value={draft[field]}
        onChange={(event) => onChange({ [field]: event.target.value })}
      />
    </span>
  );
  return (
    <p className="rs sub">
      {filter('where', draft.kind === 'ratio' ? t('wherePart') : t('where'))}
      {draft.kind === 'ratio' && filter('denominatorWhere', t('whereWhole'))}
      {draft.kind === 'ratio' && number('minDenominator')}
      {compares && number('minPast', draft.kind === 'ratio' ? t('minPastWhole') : t('minPast'))}
      {isUsual && (
        <span className="t2">
          {t('baseline')}{' '}
          <InlineSelect
            label={t('baseline')}
            value={draft.baselineSeconds}
            options={BASELINES.map((value) => ({ value, text: length(value) }))}
            onChange={(baselineSeconds) => onChange({ baselineSeconds })}
          />
        </span>
      )}
      {isUsual && number('minMinutes')}
    </p>
  );
}
