'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { type Alert, isCalling } from '#contracts/alert';
import { useAcknowledge } from '#hooks/use-acknowledge';
import { useLive } from '#hooks/use-live';
import { useCalling, useIsQuiet } from '#hooks/use-silences';
import {
  AlertIcon,
  isListed,
  sinceOf,
  useAlertDuration,
  useAlertText,
  useUrgency,
  useValueTone,
} from './alert-text.tsx';
import { CallingPills } from './calling-pills.tsx';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';
import { SilencedMark } from './silence-text.tsx';
import { SimTag } from './sim-tag.tsx';

const ROWS = 5;

/** The latest alerts: open ones by urgency, then the newest resolved ones. */
export function AlertPanel({ alerts }: { alerts: Alert[] }) {
  const t = useTranslations('live.alerts');
  const open = alerts.filter(({ state }) => state !== 'resolved').sort(useUrgency());
  const resolved = alerts
    .filter((alert) => alert.state === 'resolved' && isListed(alert))
    .sort((a, b) => sinceOf(b) - sinceOf(a));
  const rows = [...open, ...resolved].slice(0, ROWS);
  return (
    <section className="panel" aria-label={t('title')} style={{ overflow: 'hidden' }}>
      <header>
        <h2>{t('title')}</h2>
        <CallingPills {...useCalling(alerts)} />
        <Link className="more" href="/alerts">
          {t('all')}
        </Link>
      </header>
      {rows.length === 0 && <EmptyState text={t('none')} />}
      <div className="alrows more-y">
        {rows.map((alert) => (
          <Row key={alert.id} alert={alert} />
        ))}
      </div>
    </section>
  );
}

function Row({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts');
  const text = useAlertText();
  const { time } = useFormats();
  const duration = useAlertDuration()(alert);
  const mine = useAcknowledge();
  const isQuiet = useIsQuiet()(alert);
  const valueTone = useValueTone()(alert);
  const isResolved = alert.state === 'resolved';
  const isAcknowledged = alert.state === 'acknowledged';
  // Also between what the server pushes and what it answers.
  const hasButton = isCalling(alert) || ((mine.done !== null || mine.busy) && !isResolved);
  return (
    <div className="al" data-state={alert.state}>
      <AlertIcon alert={alert} isQuiet={isQuiet} />
      <span className="nm">
        <Link data-row className="b cut open" href={`/alerts?id=${alert.id}`}>
          {text.name(alert)}
        </Link>
        {alert.traffic === 'simulated' && <SimTag />}
        <SilencedMark alert={alert} />
      </span>
      {hasButton ? (
        <AcknowledgeButton alert={alert} mine={mine} />
      ) : (
        <span className="t2 fs12 nw">{isResolved ? time(sinceOf(alert)).slice(0, 5) : duration}</span>
      )}
      <span className={hasButton ? 's one' : 's'}>
        {isResolved ? (
          `${t('resolvedAfter', { duration })}, ${text.peak(alert)}`
        ) : (
          <>
            <b className={`b ${valueTone}`}>{text.value(alert)}</b>
            {text.joint(alert)}
            {isAcknowledged && `${text.against(alert)} · ${text.acknowledged(alert)}`}
            {/* Of what a ratio is stands in the alert: here it would push away since when. */}
            {!isAcknowledged &&
              (hasButton && alert.measure.kind === 'ratio' ? text.against(alert) : text.reason(alert))}
            {hasButton && (
              <span className="nw t2">
                {'\u00a0'}· {duration}
              </span>
            )}
          </>
        )}
        {mine.error !== null && (
          <span className="red" role="alert">
            {' '}
            {t('actions.failed', { message: mine.error })}
          </span>
        )}
      </span>
    </div>
  );
}

/** Says at once that an alert is one's own, and takes that back: the same button, which keeps the focus. */
function AcknowledgeButton({ alert, mine }: { alert: Alert; mine: ReturnType<typeof useAcknowledge> }) {
  const t = useTranslations('alerts.actions');
  const live = useTranslations('live.verdict');
  const { stale } = useLive();
  const name = useAlertText().name(alert);
  const isMine = !isCalling(alert);
  const button = useRef<HTMLButtonElement>(null);
  const isPressed = useRef(false);
  // Its row may have moved to another place of the list, which takes the focus away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change is the reason, not an input.
  useEffect(() => {
    if (isPressed.current) button.current?.focus();
    isPressed.current = false;
  }, [isMine]);
  const press = () => {
    // Not disabled meanwhile: that would take the focus away too.
    if (mine.busy) return;
    isPressed.current = true;
    void (isMine ? mine.undo() : mine.acknowledge(alert));
  };
  return (
    <button
      ref={button}
      type="button"
      className="btn sm a"
      disabled={stale}
      aria-label={isMine ? t('undoOf', { name }) : t('acknowledgeOf', { name })}
      onClick={press}
    >
      {isMine ? live('undo') : t('acknowledge')}
    </button>
  );
}
