'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { Focus } from '#contracts/focus';
import type { FunnelStep, Range } from '#contracts/socket';
import { coversEvent } from '#hooks/breach';
import { percent } from '#hooks/figure-format';
import { useLive } from '#hooks/use-live';
import { BreachMark, useBreach } from './breach-mark.tsx';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';

type Props = { funnel: FunnelStep[]; range: Range; focus: Focus | null; onFocus: (focus: Focus) => void };

/** Steps to an order: each one's events, and its share of the step before, now and one hour ago. */
export function FunnelPanel({ funnel, range, focus, onFocus }: Props) {
  const t = useTranslations('live');
  const breachIn = useBreach(useLive().alerts);
  const hasHourAgo = funnel.some(({ hourAgo }) => hourAgo !== null);
  const isEmpty = funnel.every(({ count }) => count === 0);
  return (
    <section
      className={focus ? 'panel unfiltered' : 'panel'}
      aria-label={t('funnel.title')}
      title={focus ? t('focus.unfiltered') : undefined}
    >
      <header>
        <h2>{t('funnel.title')}</h2>
        <span className="t3 fs12 nw">{t('funnel.range', { range: t(`range.${range}`) })}</span>
        {hasHourAgo && (
          <span className="t3 fs11 end row nw">
            <i style={{ width: 2, height: 12, background: 'var(--text-2)' }} />
            {t('funnel.hourAgo')}
          </span>
        )}
      </header>
      {isEmpty ? (
        <EmptyState text={t('funnel.empty')} />
      ) : (
        <div className="body fnl">
          {funnel.map((step, index) => (
            <Step
              key={step.name}
              step={step}
              before={funnel[index - 1]}
              breach={breachIn((measure) => coversEvent(measure, step.name))}
              pressed={focus?.by === 'event' && focus.value === step.name}
              onPress={() => onFocus({ by: 'event', value: step.name })}
            />
          ))}
        </div>
      )}
    </section>
  );
}

type StepProps = {
  step: FunnelStep;
  before: FunnelStep | undefined;
  /** An alert that covers the step's events. */
  breach: ReturnType<ReturnType<typeof useBreach>>;
  pressed: boolean;
  onPress: () => void;
};

function Step({ step, before, breach, pressed, onPress }: StepProps) {
  const t = useTranslations('live.funnel');
  const locale = useLocale();
  const { count } = useFormats();
  const rate = before ? share(step.count, before.count) : 1;
  const earlier =
    before && step.hourAgo !== null && before.hourAgo !== null ? share(step.hourAgo, before.hourAgo) : null;
  return (
    <button type="button" className="fn" aria-pressed={pressed} onClick={onPress}>
      <span className="row">
        <span className="m">{step.name}</span>
        {breach && <BreachMark {...breach} />}
      </span>
      <span className="b">{count(step.count)}</span>
      <span className={breach ? `track ${breach.tone}` : 'track'}>
        <i style={{ width: width(rate) }} />
        {earlier !== null && <u style={{ left: width(earlier) }} />}
      </span>
      {before && (
        <span className="t2 fs11">{t('ofPrevious', { rate: rate === null ? '–' : percent(rate, locale) })}</span>
      )}
      {before && <span className="t3 fs11">{earlier !== null && t('was', { rate: percent(earlier, locale) })}</span>}
    </button>
  );
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const width = (rate: number | null) => `${Math.min(1, rate ?? 0) * 100}%`;
