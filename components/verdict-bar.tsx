'use client';

import { Check, Clock, Contrast, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { type Alert, isCalling } from '#contracts/alert';
import { useAcknowledge } from '#hooks/use-acknowledge';
import { useLive } from '#hooks/use-live';
import { byUrgency, isListed, toneOf, useAlertDuration, useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';
import { SimTag } from './sim-tag.tsx';

/** Which alert needs me: the worst real one firing, else one quiet line, with the worst simulated one if there is one. */
export function VerdictBar({ alerts, stale }: { alerts: Alert[]; stale: boolean }) {
  const t = useTranslations('live.verdict');
  const firing = alerts.filter(isCalling).sort(byUrgency);
  const [worst] = firing;
  const mine = useAcknowledge();
  // Another one is more urgent than taking it back.
  if (mine.done && firing.every(({ id }) => id === mine.done?.id))
    return <Acknowledged alert={mine.done} mine={mine} />;
  if (worst?.traffic === 'simulated') return <OnlySimulated alert={worst} more={firing.length - 1} stale={stale} />;
  if (worst) return <Firing alert={worst} more={firing.length - 1} stale={stale} mine={mine} />;
  return stale ? <StaleVerdict /> : <Quiet alerts={alerts} text={t('none')} />;
}

type FiringProps = { alert: Alert; more: number; stale: boolean };

type Mine = ReturnType<typeof useAcknowledge>;

function Firing({ alert, more, stale, mine }: FiringProps & { mine: Mine }) {
  const t = useTranslations('live');
  const text = useAlertText();
  const critical = alert.severity === 'critical';
  return (
    <div className={`banner verdict ${critical ? 'danger' : 'warn'}`}>
      <TriangleAlert size={16} className={toneOf(alert)} aria-hidden="true" />
      <div className="grow">
        <b className="b val">
          {text.name(alert)} <span className={toneOf(alert)}>{text.value(alert)}</span>
        </b>{' '}
        <FiringFacts alert={alert} more={more} stale={stale} />
        <Refused error={mine.error} />
      </div>
      <button
        type="button"
        className={critical ? 'btn sm danger' : 'btn sm'}
        disabled={stale || mine.busy}
        onClick={() => mine.acknowledge(alert)}
      >
        {t('verdict.acknowledge')}
      </button>
      <Link className="btn sm" href={`/alerts?id=${alert.id}`}>
        {t('alerts.open')}
      </Link>
    </div>
  );
}

/** Somebody has just said that it is theirs, and may take it back. */
function Acknowledged({ alert, mine }: { alert: Alert; mine: Mine }) {
  const t = useTranslations('live.verdict');
  const text = useAlertText();
  return (
    <div className="banner verdict">
      <Contrast size={16} className="t2" aria-hidden="true" />
      <div className="grow" role="status">
        <b className="b">{t('isMine', { name: text.name(alert) })}</b> <span className="t2">{t('addNote')}</span>
        <Refused error={mine.error} />
      </div>
      <button type="button" className="btn sm" disabled={mine.busy} onClick={mine.undo}>
        {t('undo')}
      </button>
      <Link className="btn sm" href={`/alerts?id=${alert.id}`}>
        {t('open')}
      </Link>
    </div>
  );
}

function Refused({ error }: { error: string | null }) {
  const t = useTranslations('live.verdict');
  return (
    error !== null && (
      <span className="red fs12" role="alert">
        {' '}
        {t('refused', { message: error })}
      </span>
    )
  );
}

/** A rehearsal must not look like an emergency. */
function OnlySimulated({ alert, more, stale }: FiringProps) {
  const t = useTranslations('live');
  const text = useAlertText();
  return (
    <div className="banner verdict">
      {stale ? (
        <Clock size={16} className="t2" aria-hidden="true" />
      ) : (
        <Check size={16} className="grn" aria-hidden="true" />
      )}
      <div className="grow">
        <b className="b val">{t('verdict.noneReal')}</b> <SimTag />{' '}
        <span className="m">
          {text.name(alert)} {text.value(alert)}
        </span>{' '}
        <FiringFacts alert={alert} more={more} stale={stale} />
      </div>
      <Link className="btn sm" href={`/alerts?id=${alert.id}`}>
        {t('alerts.open')}
      </Link>
    </div>
  );
}

function FiringFacts({ alert, more, stale }: FiringProps) {
  const t = useTranslations('live.verdict');
  const text = useAlertText();
  const { time } = useFormats();
  const duration = useAlertDuration();
  const { dataSecond } = useLive();
  return (
    <>
      <span className="t2">
        {t('firing', { limit: text.limit(alert), duration: duration(alert) })}, {t('notAcknowledged')}
        {stale && `, ${t('asOf', { time: time((dataSecond ?? 0) * 1_000) })}`}
      </span>
      {more > 0 && <span className="t2 desk">, {t('more', { count: more })}</span>}
    </>
  );
}

function Quiet({ alerts, text }: { alerts: Alert[]; text: string }) {
  const t = useTranslations('live.verdict');
  const { time } = useFormats();
  const last = alerts
    .filter(isListed)
    .map(({ resolvedAt }) => resolvedAt)
    .filter((at) => at !== null)
    .sort()
    .at(-1);
  const acknowledged = alerts.filter(({ state }) => state === 'acknowledged').length;
  return (
    <div className="banner verdict">
      <Check size={16} className="grn" aria-hidden="true" />
      <div className="grow cut">
        <b className="b">{text}</b>{' '}
        {acknowledged > 0 && <span className="t2 fs12">{t('acknowledged', { count: acknowledged })} </span>}
        {last && <span className="t2 fs12">{t('last', { time: time(Date.parse(last)) })}</span>}
      </div>
    </div>
  );
}

function StaleVerdict() {
  const t = useTranslations('live.verdict');
  const { time } = useFormats();
  const { data } = useLive();
  return (
    <div className="banner verdict">
      <Clock size={16} className="t2" aria-hidden="true" />
      <div className="grow cut">
        <b className="b">{t('stale', { time: time(data?.freshness.serverTime ?? 0) })}</b>{' '}
        <span className="t2 fs12">{t('staleRules')}</span>
      </div>
    </div>
  );
}
