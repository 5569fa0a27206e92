import { useTranslations } from 'use-intl';
import type { TailEvent } from '#contracts/tail';
import { useFormats } from './format.tsx';

/** Where the event was when, by four clocks; each step with the time since the one before. */
export function EventWay({ event: { way, topic, partition, offset } }: { event: TailEvent }) {
  const t = useTranslations('events.way');
  const { fineTime, count } = useFormats();
  const place = t('place', { topic, partition: String(partition), offset: String(offset) });
  const steps: [step: 'produced' | 'recorded' | 'relayed' | 'counted', at: number | null, note: string | null][] = [
    ['produced', way.producedMs, null],
    ['recorded', way.recordedMs, place],
    ['relayed', way.relayedMs, null],
    ['counted', way.countedMs, null],
  ];
  return (
    <div className="sec">
      <h3>{t('title')}</h3>
      <ol className="way">
        {steps.map(([step, at, note], index) => {
          const before = steps[index - 1]?.[1] ?? null;
          return (
            <li key={step} title={t(`about.${step}`)}>
              <span className="b">{t(step)}</span>
              <span className="t2">{at === null ? '–' : fineTime(at)}</span>
              <span className="t3 num">{at !== null && before !== null && since(at - before, count)}</span>
              {note && <span className="t3 note">{note}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** "+12 ms"; clocks of different machines may differ, so it may be less than nothing. */
const since = (ms: number, count: (value: number) => string) => `${ms < 0 ? '−' : '+'}${count(Math.abs(ms))} ms`;
