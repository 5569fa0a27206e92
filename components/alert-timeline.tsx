'use client';

import { Bell, BellOff, MessageSquare, Send } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Alert, AlertEntry } from '#contracts/alert';
import type { Delivery } from '#contracts/channel';
import { AlertIcon, useAlertText } from './alert-text.tsx';
import { DeliveryMark } from './delivery-mark.tsx';
import { useFormats } from './format.tsx';
import { useSilenceText } from './silence-text.tsx';

type Row = { entry: AlertEntry } | { delivery: Delivery };

/** Every change of an alert, what people did about it, and what channels were told. */
export function AlertTimeline({ alert, deliveries }: { alert: Alert; deliveries: Delivery[] }) {
  const t = useTranslations('alerts');
  const rows = inOrder(alert.timeline, deliveries);
  return (
    <div className="sec">
      <h3>{t('timeline')}</h3>
      <ul className="tl">
        {rows.map((row, index) =>
          'delivery' in row ? (
            <DeliveryRow key={row.delivery.id} delivery={row.delivery} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries keep their order, and two may be of one moment.
            <Entry key={`entry ${index}`} alert={alert} entry={row.entry} />
          ),
        )}
      </ul>
    </div>
  );
}

/** Entries stay as they came, event time and clock times mixed; a delivery stands behind all that is not after it. */
function inOrder(entries: AlertEntry[], deliveries: Delivery[]): Row[] {
  const rows: Row[] = entries.map((entry) => ({ entry }));
  const atOf = (row: Row) => ('delivery' in row ? row.delivery.at : row.entry.at);
  for (const delivery of deliveries) {
    const before = rows.findLastIndex((row) => atOf(row) <= delivery.at);
    rows.splice(before + 1, 0, { delivery });
  }
  return rows;
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('channels');
  const { time } = useFormats();
  const { state, at, channelName, notice, attempts } = delivery;
  return (
    <li data-delivery={state}>
      <Send size={16} className="t3" aria-hidden="true" />
      <span className="t3">{time(Date.parse(at))}</span>
      <span className="said">
        <b className="b">{channelName}</b> {t(`notice.${notice}`)}
        {attempts > 1 && <span className="t3"> · {t('attempts', { count: attempts })}</span>}
      </span>
      <DeliveryMark delivery={delivery} isTimed={false} />
    </li>
  );
}

function Entry({ alert, entry }: { alert: Alert; entry: AlertEntry }) {
  const { kind, state, at, value, threshold, by, note, corrected } = entry;
  const t = useTranslations('alerts');
  const text = useAlertText();
  const { time } = useFormats();
  const silences = useTranslations('silences');
  const title = useTitle(entry);
  const isMeasured = kind === 'state' && by === null && state !== 'acknowledged';
  const who = by !== null && kind !== 'comment' && (kind === 'state' ? by : silences('by', { name: by }));
  return (
    <li data-entry={kind}>
      <EntryIcon alert={{ state, severity: alert.severity }} kind={kind} />
      <span className="t3">{time(Date.parse(at))}</span>
      <span className="said">
        <b className="b">{title}</b> {isMeasured ? text.measured(alert, value, threshold) : who}
        {note && <span className="note t2">{note}</span>}
        {corrected !== undefined && (
          <span className="note t2">{t('corrected', { value: text.measured(alert, corrected) })}</span>
        )}
      </span>
      <span className="t3">{isMeasured && t('limit', { limit: text.limit(alert, threshold, value) })}</span>
    </li>
  );
}

function useTitle({ kind, state, by, until }: AlertEntry): string {
  const t = useTranslations('alerts');
  const silences = useTranslations('silences');
  const { moment } = useSilenceText();
  if (kind === 'comment') return by ?? t('actions.comment');
  if (kind === 'silenced') return silences('silenced', { time: moment(Date.parse(until ?? '')) });
  return kind === 'unsilenced' ? silences('unsilenced') : t(`state.${state}`);
}

function EntryIcon({ alert, kind }: { alert: Pick<Alert, 'state' | 'severity'>; kind: AlertEntry['kind'] }) {
  if (kind === 'state') return <AlertIcon alert={alert} />;
  const Icon = { comment: MessageSquare, silenced: BellOff, unsilenced: Bell }[kind];
  return <Icon size={16} className="t2" aria-hidden="true" />;
}
