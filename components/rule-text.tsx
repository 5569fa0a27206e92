'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { Rule } from '#contracts/alert';
import { percent } from '#hooks/figure-format';
import { useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';

type Sentence = Pick<Rule, 'measure' | 'limit' | 'forSeconds'>;

/** How a rule is written: its name, and when it fires, as a sentence. */
export function useRuleText() {
  const t = useTranslations('rules.sentence');
  const locale = useLocale();
  const { count, duration } = useFormats();
  const alerts = useAlertText();
  const limitOf = ({ measure, limit }: Sentence) => {
    if (measure.kind === 'ratio')
      return percent(limit, locale, Number.isInteger(Math.round(limit * 1_000) / 10) ? 0 : 1);
    return measure.kind === 'noData' ? duration(limit) : count(limit);
  };
  return {
    name: ({ id, name }: Rule) => alerts.name({ ruleId: id, ruleName: name }),
    sentence: (rule: Sentence) => {
      const when = t(rule.measure.kind, { limit: limitOf(rule) });
      return rule.forSeconds === 0 ? when : t('held', { when, duration: duration(rule.forSeconds) });
    },
  };
}
