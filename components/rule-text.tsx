'use client';

import { useTranslations } from 'use-intl';
import type { Rule } from '#contracts/rule';
import { useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';

type Sentence = Pick<Rule, 'measure' | 'limit' | 'forSeconds'>;

/** How a rule is written: its name, and when it fires, as a sentence. */
export function useRuleText() {
  const t = useTranslations('rules.sentence');
  const { count, duration } = useFormats();
  const alerts = useAlertText();
  // The sentence has the unit of what is counted.
  const limitOf = ({ measure: { kind }, limit }: Sentence) =>
    kind === 'ratio' || kind === 'noData' ? alerts.limit({ measureKind: kind, threshold: limit }) : count(limit);
  return {
    name: ({ id, name }: Rule) => alerts.name({ ruleId: id, ruleName: name }),
    sentence: (rule: Sentence) => {
      const when = t(rule.measure.kind, { limit: limitOf(rule) });
      return rule.forSeconds === 0 ? when : t('held', { when, duration: duration(rule.forSeconds) });
    },
  };
}
