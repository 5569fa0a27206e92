'use client';

import { useTranslations } from 'use-intl';
import type { Backtest } from '#contracts/backtest';
import { measuredText } from '#contracts/measured';
import type { RuleFields } from '#hooks/rule-draft';
import { useLive } from '#hooks/use-live';

/** How a message of the rule reads in Slack: of the worst that the backtest found, else of its newest value. */
export function MessagePreview({ fields, result }: { fields: RuleFields; result: Backtest | null }) {
  const t = useTranslations('rules.preview');
  const { currency } = useLive().settings;
  const { measure, compare, limit, name, severity, note, runbookUrl } = fields;
  const newest = result?.points.findLast(({ value }) => value !== null);
  const fired = result?.fired.at(-1);
  const value = fired?.peak ?? newest?.value ?? null;
  const usual = fired?.peakThreshold ?? newest?.threshold ?? null;
  const threshold = compare.to === 'number' ? limit : usual;
  // What was not tried has no value, and none is made up.
  const of = value === null ? '–' : `${measuredText(measure, value, currency)}${fired?.key ? ` (${fired.key})` : ''}`;
  const limitText = threshold === null ? '–' : measuredText(measure, threshold, currency);
  const against = compare.to === 'number' ? limitText : `${limitText} ${t(`versus.${compare.to}`)}`;
  return (
    <div className="sec">
      <h3>{t('title')}</h3>
      {/* As it is sent, whatever the language of the page. */}
      <div className={severity === 'critical' ? 'slackmsg critical' : 'slackmsg'} lang="en" data-preview>
        <b className="b row gap-1">
          <span className="dot fires" aria-hidden="true" />
          {t('fires', { name, severity })}
        </b>
        <span className="t2 fs12">{t('line', { value: of, limit: against, severity })}</span>
        {note && <span className="t2 fs12">{note}</span>}
        <span className="acc fs12">
          {[t('open'), t('acknowledge'), ...(runbookUrl ? [t('runbook')] : [])].join(' · ')}
        </span>
      </div>
      <p className="t3 fs12">{t(value === null ? 'untried' : 'about')}</p>
    </div>
  );
}
