'use client';

import { Plus, Send } from 'lucide-react';
import Link from 'next/link';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ChannelView, Delivery } from '#contracts/channel';
import { hasLostChannels } from '#contracts/rule-channels';
import { callApi } from '#hooks/api';
import { useCall } from '#hooks/use-call';
import { useList } from '#hooks/use-list';
import { DeliveryAnswer } from './delivery-log.tsx';
import { DeliveryMark } from './delivery-mark.tsx';
import { SwitchField } from './form-field.tsx';
import { LostChannels } from './lost-channels.tsx';
import type { DraftProps } from './rule-sentence.tsx';

/** Who is told: all channels, or those that are chosen. Each can be tried from here. */
export function RuleChannels({ draft: { channels }, onChange }: Pick<DraftProps, 'draft' | 'onChange'>) {
  const t = useTranslations('rules.fields');
  const texts = useTranslations('channels');
  const { list } = useList<ChannelView>('channels');
  const id = useId();
  const toggle = (channel: string, isOn: boolean) => {
    // One that is gone can't be seen, so it leaves as well.
    const others = (channels ?? []).filter((each) => each !== channel && list?.some((known) => known.id === each));
    onChange({ channels: isOn ? [...others, channel] : others });
  };
  return (
    <>
      <h3>{t('channels')}</h3>
      {list && hasLostChannels(channels, new Set(list.map(({ id: known }) => known))) && <LostChannels />}
      {list?.length === 0 && <p className="t3 fs12">{t('noChannels')}</p>}
      <SwitchField
        id={`${id}-all`}
        label={t('allChannels')}
        checked={channels === null}
        onChange={(isOn) => onChange({ channels: isOn ? null : [] })}
      />
      <ul className="rulechannels">
        {list?.map((channel) => (
          <li key={channel.id} data-channel={channel.id}>
            {channels === null ? (
              <span className="fs12 t2">{channel.name}</span>
            ) : (
              <SwitchField
                id={`${id}-${channel.id}`}
                label={channel.name}
                checked={channels.includes(channel.id)}
                onChange={(isOn) => toggle(channel.id, isOn)}
              />
            )}
            <Test channel={channel} />
          </li>
        ))}
      </ul>
      {/* Beside the form: what is typed in it is not lost. */}
      <Link className="btn sm" href="/channels?id=new" target="_blank">
        <Plus size={14} aria-hidden="true" />
        {texts('add')}
      </Link>
    </>
  );
}

/** Where a channel goes, a test of it, and what came of that or of what it was told last. */
function Test({ channel: { id, name, kind, host, newest } }: { channel: ChannelView }) {
  const t = useTranslations('channels');
  const [tested, setTested] = useState<Delivery | null>(null);
  const { run, busy, error } = useCall();
  const send = () => run(async () => setTested(await callApi<Delivery>(`/api/channels/${id}/test`, 'POST')));
  const last = tested ?? newest;
  return (
    <div className="row fs12" aria-live="polite">
      <div className="grow said">
        <span className="t3">
          {t(`kind.${kind}`)} · {host}
        </span>
        {last && <DeliveryMark delivery={last} />}
        {tested && <DeliveryAnswer delivery={tested} />}
        {error !== null && <span className="red">{error}</span>}
      </div>
      <button
        type="button"
        className="btn sm"
        disabled={busy}
        aria-label={t('testOf', { name })}
        onClick={() => void send()}
      >
        <Send size={14} aria-hidden="true" />
        {t(busy ? 'testing' : 'test')}
      </button>
    </div>
  );
}
