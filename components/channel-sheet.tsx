'use client';

import { Send, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ChannelView, Delivery } from '#contracts/channel';
import { callApi } from '#hooks/api';
import { bodyOf, type ChannelDraft, draftOf, NEW_CHANNEL, wrongFields } from '#hooks/channel-draft';
import { useCall } from '#hooks/use-call';
import { ChannelFields } from './channel-fields.tsx';
import { DeliveryAnswer } from './delivery-log.tsx';
import { DeliveryMark } from './delivery-mark.tsx';
import { Sheet } from './sheet.tsx';

type Props = {
  /** null: a new one. */
  channel: ChannelView | null;
  onSaved: (channel: ChannelView) => void;
  onRemoved: () => void;
  onReload: () => Promise<void>;
  onClose: () => void;
};

/** One channel open for editing, with a test that shows the real answer. */
export function ChannelSheet({ channel, onClose, ...props }: Props) {
  const t = useTranslations('channels');
  const key = channel ? `${channel.id} ${channel.version}` : 'new';
  return (
    <Sheet
      id={channel?.id ?? 'new'}
      label={channel?.name ?? t('new')}
      marks={channel && <span className="t3 fs12">{t('version', { version: channel.version })}</span>}
      closeLabel={t('close')}
      onClose={onClose}
    >
      {/* Another version is another draft. */}
      <ChannelForm key={key} channel={channel} {...props} />
      {channel?.newest && <Newest delivery={channel.newest} />}
      {channel && <ChannelTest key={`test ${key}`} channel={channel} />}
    </Sheet>
  );
}

function ChannelForm({ channel, onSaved, onRemoved, onReload }: Omit<Props, 'onClose'>) {
  const t = useTranslations('channels');
  const [draft, setDraft] = useState<ChannelDraft>(() => (channel ? draftOf(channel) : NEW_CHANNEL));
  const { run, busy, error } = useCall();
  const wrong = wrongFields(draft, channel === null);
  const named = wrong.map((field) => {
    if (field === 'url') return t(`fields.url_${draft.kind}`);
    return t(`fields.${field === 'quietTo' ? 'quiet' : field}`);
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const [path, method] = channel
      ? ([`/api/channels/${channel.id}`, 'PUT'] as const)
      : (['/api/channels', 'POST'] as const);
    void run(async () => onSaved(await callApi<ChannelView>(path, method, bodyOf(draft, channel?.version ?? null))));
  };
  const remove = () => run(() => callApi(`/api/channels/${channel?.id}`, 'DELETE').then(onRemoved));
  return (
    <form className="sec ruleform" noValidate onSubmit={save}>
      <ChannelFields
        draft={draft}
        wrong={wrong}
        host={channel?.host ?? null}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      {error !== null && (
        <p className="red fs12" role="alert">
          {t('notSaved', { message: error })}{' '}
          {channel && (
            <button type="button" className="btn sm" onClick={() => void onReload()}>
              {t('reload')}
            </button>
          )}
        </p>
      )}
      {wrong.length > 0 && <p className="t2 fs12">{t('needed', { fields: named.join(', ') })}</p>}
      <div className="row">
        {channel && (
          <button type="button" className="btn ghost" disabled={busy} onClick={() => void remove()}>
            <Trash2 size={14} aria-hidden="true" />
            {t('remove')}
          </button>
        )}
        <button type="submit" className="btn primary end" disabled={busy || wrong.length > 0}>
          {t('save')}
        </button>
      </div>
    </form>
  );
}

/** What came of the last that it was told. */
function Newest({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('channels');
  return (
    <div className="sec fs12">
      <h3>{t('newest')}</h3>
      <DeliveryMark delivery={delivery} />
      <DeliveryAnswer delivery={delivery} />
    </div>
  );
}

/** Sends what is saved, not what is typed. */
function ChannelTest({ channel }: { channel: ChannelView }) {
  const t = useTranslations('channels');
  const [delivery, setDelivery] = useState<Delivery | null>(null);
  const { run, busy, error } = useCall();
  const send = () => run(async () => setDelivery(await callApi<Delivery>(`/api/channels/${channel.id}/test`, 'POST')));
  return (
    <div className="sec ruleform" aria-live="polite">
      <button type="button" className="btn" disabled={busy} onClick={() => void send()}>
        <Send size={14} aria-hidden="true" />
        {t(busy ? 'testing' : 'test')}
      </button>
      {error !== null && (
        <p className="red fs12" role="alert">
          {error}
        </p>
      )}
      {delivery && !busy && (
        <div className="fs12" data-testid="test-answer">
          <DeliveryMark delivery={delivery} />
          <p className="mono t2 answer">
            {delivery.status} {delivery.answer}
          </p>
        </div>
      )}
    </div>
  );
}
