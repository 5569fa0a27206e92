'use client';

import { BellOff, ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { type Alert, isCalling } from '#contracts/alert';
import { focusNote, focusSilence } from '#hooks/page-focus';
import { useLive } from '#hooks/use-live';
import { useSilenceOf } from '#hooks/use-silences';
import { isOwn } from './alert-silence.tsx';
import { sinceOf, toneOf, useAlertDuration, useAlertText, useValueTone } from './alert-text.tsx';
import { useFormats } from './format.tsx';
import { RowButton } from './row-button.tsx';
import { SilencedMark } from './silence-text.tsx';
import { SimTag } from './sim-tag.tsx';
import { StatePill } from './state-pill.tsx';

type Props = {
  alert: Alert;
  selected: boolean;
  /** With what takes the focus once it is open. */
  onOpen: (focus?: () => void) => void;
};

export function AlertRow({ alert, selected, onOpen }: Props) {
  const t = useTranslations('alerts');
  const text = useAlertText();
  const { time } = useFormats();
  const duration = useAlertDuration();
  const isOpen = alert.state !== 'resolved';
  const valueTone = useValueTone()(alert);
  const { stale } = useLive();
  const acknowledged = text.acknowledged(alert);
  return (
    <div className={selected ? 'ar sel' : 'ar'} data-alert={alert.ruleId} data-state={alert.state}>
      <div>
        <StatePill alert={alert} />
      </div>
      <div style={{ minWidth: 0 }}>
        <div className="nm">
          <RowButton
            text={text.name(alert)}
            label={t('open', { name: text.name(alert) })}
            selected={selected}
            onOpen={() => onOpen()}
          />
          <span className={`sev ${toneOf(alert) === 'red' ? 'c' : 'w'}`}>{t(`severity.${alert.severity}`)}</span>
          {alert.traffic === 'simulated' && <SimTag />}
          <SilencedMark alert={alert} />
        </div>
        <div className="why">
          <b className={`b ${stale ? 't3' : valueTone}`}>
            {isOpen ? text.value(alert) : text.measured(alert, alert.peak, alert.peakThreshold)}
          </b>
          {text.joint(alert)}
          {isOpen ? text.reason(alert) : text.reasonOfPeak(alert)}
          {acknowledged && <div className="t2">{acknowledged}</div>}
        </div>
      </div>
      <div className="since num nw">
        <div className={stale && isOpen ? 'b t3' : 'b'}>{duration(alert)}</div>
        <div className="fs12 t3">{t(isOpen ? 'since' : 'until', { time: time(sinceOf(alert)) })}</div>
      </div>
      {isOpen && <RowActions alert={alert} name={text.name(alert)} onOpen={onOpen} />}
      <ChevronRight size={16} className="t3 chev" aria-hidden="true" />
    </div>
  );
}

type ActionProps = Pick<Props, 'alert' | 'onOpen'> & { name: string };

/** All open the alert where it is done: with a note, and for how long. */
function RowActions({ alert, name, onOpen }: ActionProps) {
  const t = useTranslations('alerts.actions');
  const silences = useTranslations('silences.snooze');
  const silenced = useSilenceOf()(alert);
  const endsSilence = silenced !== null && isOwn(silenced.silence, alert);
  return (
    <div className={isCalling(alert) || endsSilence ? 'acts worded' : 'acts'}>
      {isCalling(alert) && (
        <button
          type="button"
          className="btn sm"
          aria-label={t('acknowledgeOf', { name })}
          onClick={() => onOpen(focusNote)}
        >
          {t('acknowledge')}
        </button>
      )}
      {!silenced && (
        <button
          type="button"
          className="btn sm icon ghost"
          aria-label={t('silenceOf', { name })}
          onClick={() => onOpen(focusSilence)}
        >
          <BellOff size={16} aria-hidden="true" />
        </button>
      )}
      {endsSilence && (
        <button
          type="button"
          className="btn sm"
          aria-label={t('unsilenceOf', { name })}
          onClick={() => onOpen(focusSilence)}
        >
          {silences('end')}
        </button>
      )}
    </div>
  );
}
