'use client';

import { BellOff, Check, Clock, Contrast, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import type { Lateness } from '#hooks/lateness';
import { useAcknowledge } from '#hooks/use-acknowledge';
import { useLive } from '#hooks/use-live';
import { useCalling, useIsQuiet } from '#hooks/use-silences';
import { byUrgency, isListed, toneOf, useAlertDuration, useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';
import { SilencedMark } from './silence-text.tsx';
import { SimTag } from './sim-tag.tsx';

/**
 * Which alert needs me: the worst real one firing that no silence keeps quiet, else one quiet line, with the worst one in
 * silence or simulated if there is one.
 */
export function VerdictBar({ alerts, stale }: { alerts: Alert[]; stale: boolean }) {
  const { heard, quiet } = useCalling(alerts);
  const { late } = useLive();
  const [worst] = heard.filter(isReal).sort(byUrgency);
  const mine = useAcknowledge();
  // Another one is more urgent than taking it back.
  if (mine.done && heard.every(({ id }) => id === mine.done?.id)) return <Acknowledged alert={mine.done} mine={mine} />;
  if (worst) return <Firing alert={worst} more={heard.length - 1} silenced={quiet.length} stale={stale} mine={mine} />;
  const calm = quiet.filter(isReal).sort(byUrgency)[0] ?? [...heard, ...quiet].sort(byUrgency)[0];
  if (calm) return <Calm alert={calm} more={heard.length + quiet.length - 1} stale={stale} />;
  return stale || late?.isOld ? <StaleVerdict alerts={alerts} late={late} /> : <Quiet alerts={alerts} />;
}

const isReal = ({ traffic }: Alert) => traffic === 'real';

type FiringProps = { alert: Alert; more: number; stale: boolean };

type Mine = ReturnType<typeof useAcknowledge>;

function Firing({ alert, more, silenced, stale, mine }: FiringProps & { silenced: number; mine: Mine }) {
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
        {silenced > 0 && <span className="t2 desk"> · {t('verdict.silenced', { count: silenced })}</span>}
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

/** Neither a rehearsal nor what somebody has silenced looks like an emergency. */
function Calm({ alert, more, stale }: FiringProps) {
  const t = useTranslations('live');
  const text = useAlertText();
  return (
    <div className="banner verdict">
      <CalmIcon alert={alert} stale={stale} />
      <div className="grow">
        <b className="b val">{t(isReal(alert) ? 'verdict.onlySilenced' : 'verdict.noneReal')}</b>{' '}
        {!isReal(alert) && <SimTag />}{' '}
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

function CalmIcon({ alert, stale }: Pick<FiringProps, 'alert' | 'stale'>) {
  if (isReal(alert)) return <BellOff size={16} className="t2" aria-hidden="true" />;
  return stale ? (
    <Clock size={16} className="t2" aria-hidden="true" />
  ) : (
    <Check size={16} className="grn" aria-hidden="true" />
  );
}

function FiringFacts({ alert, more, stale }: FiringProps) {
  const t = useTranslations('live.verdict');
  const text = useAlertText();
  const { time } = useFormats();
  const duration = useAlertDuration();
  const { dataSecond } = useLive();
  const isQuiet = useIsQuiet()(alert);
  return (
    <>
      <span className="t2">
        {t('firing', { limit: text.limit(alert), duration: duration(alert) })},{' '}
        {isQuiet ? <SilencedMark alert={alert} /> : t('notAcknowledged')}
        {stale && `, ${t('asOf', { time: time((dataSecond ?? 0) * 1_000) })}`}
      </span>
      {more > 0 && <span className="t2 desk">, {t('more', { count: more })}</span>}
    </>
  );
}

const acknowledgedOf = (alerts: Alert[]) => alerts.filter(({ state }) => state === 'acknowledged').length;

function Quiet({ alerts }: { alerts: Alert[] }) {
  const t = useTranslations('live.verdict');
  const { time } = useFormats();
  const last = alerts
    .filter(isListed)
    .map(({ resolvedAt }) => resolvedAt)
    .filter((at) => at !== null)
    .sort()
    .at(-1);
  const acknowledged = acknowledgedOf(alerts);
  return (
    <div className="banner verdict">
      {acknowledged > 0 ? (
        <Contrast size={16} className="t2" aria-hidden="true" />
      ) : (
        <Check size={16} className="grn" aria-hidden="true" />
      )}
      <div className="grow">
        <b className="b">{t(acknowledged > 0 ? 'allAcknowledged' : 'none')}</b>{' '}
        <span className="t2 fs12">
          {acknowledged > 0 && <span className="nw">{t('acknowledged', { count: acknowledged })}</span>}
          {acknowledged > 0 && last && ' · '}
          {last && <span className="nw">{t('last', { time: time(Date.parse(last)) })}</span>}
        </span>
      </div>
    </div>
  );
}

/** As of what is known: the connection's last numbers, or the events that were counted until a hop went down. */
function StaleVerdict({ alerts, late }: { alerts: Alert[]; late: Lateness | null }) {
  const t = useTranslations('live.verdict');
  const { time } = useFormats();
  const { data } = useLive();
  const acknowledged = acknowledgedOf(alerts);
  const asOf = late?.isOld ? late.dataAt : (data?.freshness.serverTime ?? 0);
  return (
    <div className="banner verdict">
      <Clock size={16} className="t2" aria-hidden="true" />
      <div className="grow">
        <b className="b">{t(acknowledged > 0 ? 'staleAcknowledged' : 'stale', { time: time(asOf) })}</b>{' '}
        <span className="t2 fs12">
          {acknowledged > 0 && `${t('acknowledged', { count: acknowledged })} · `}
          {t('staleRules')}
        </span>
      </div>
    </div>
  );
}
