'use client';

import { ChevronRight, Plus } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'use-intl';
import type { ChannelView } from '#contracts/channel';
import { useList } from '#hooks/use-list';
import { ChannelSheet } from './channel-sheet.tsx';
import { DeliveryMark } from './delivery-mark.tsx';
import { RowsSkeleton } from './list-skeleton.tsx';
import { ListState } from './list-state.tsx';
import { RowButton } from './row-button.tsx';
import { Shell } from './shell.tsx';

const NEW = 'new';

/** Who is told of alerts outside; one of them open for editing beside the list. */
export function ChannelsPage() {
  const t = useTranslations('channels');
  const pages = useTranslations('shell.nav');
  const router = useRouter();
  const openId = useSearchParams().get('id');
  const { list, error, reload, put } = useList<ChannelView>('channels');
  const opened = list?.find(({ id }) => id === openId) ?? null;
  const open = (id: string | null) => router.replace(id ? `/channels?id=${id}` : '/channels', { scroll: false });
  const isOpen = opened !== null || openId === NEW;
  return (
    <Shell page="channels">
      <div className={isOpen ? 'al-grid with' : 'al-grid'}>
        <section className="panel alist" aria-label={pages('channels')}>
          <header>
            <h2>{pages('channels')}</h2>
            <button type="button" className="btn sm end" onClick={() => open(NEW)}>
              <Plus size={14} aria-hidden="true" />
              {t('add')}
            </button>
          </header>
          <ListState
            list={list}
            error={error}
            texts={{
              loading: t('loading'),
              failed: t('failed', { message: error ?? '' }),
              retry: t('retry'),
              empty: t('empty'),
            }}
            onRetry={() => void reload()}
            skeleton={<RowsSkeleton rowClass="ar rule" />}
          />
          {list?.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              selected={channel.id === openId}
              onOpen={() => open(channel.id)}
            />
          ))}
        </section>
        {isOpen && (
          <ChannelSheet
            channel={opened}
            onSaved={(channel) => [put(channel), open(channel.id)]}
            onRemoved={() => [open(null), void reload()]}
            onReload={reload}
            onClose={() => open(null)}
          />
        )}
      </div>
    </Shell>
  );
}

type RowProps = { channel: ChannelView; selected: boolean; onOpen: () => void };

function ChannelRow({ channel, selected, onOpen }: RowProps) {
  const t = useTranslations('channels');
  const severity = useTranslations('alerts.severity');
  const { name, kind, host, enabled, severities, newest } = channel;
  return (
    <div className={selected ? 'ar rule sel' : 'ar rule'} data-channel={kind}>
      <div>
        <span className={enabled ? 'pill' : 'pill off'}>{t(enabled ? 'on' : 'off')}</span>
      </div>
      <div style={{ minWidth: 0 }}>
        <div className="nm">
          <RowButton text={name} label={t('open', { name })} selected={selected} onOpen={onOpen} />
        </div>
        <div className="why cut">
          {t(`kind.${kind}`)} · {host} · {severities.map((each) => severity(each)).join(', ')}
        </div>
      </div>
      <div className="since num nw">{newest && <DeliveryMark delivery={newest} />}</div>
      <ChevronRight size={16} className="t3 chev" aria-hidden="true" />
    </div>
  );
}
