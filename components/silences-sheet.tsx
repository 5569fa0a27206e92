'use client';

import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import type { Rule } from '#contracts/rule';
import type { Silence } from '#contracts/silence';
import { useList } from '#hooks/use-list';
import { useLive } from '#hooks/use-live';
import { useSilenceControl } from '#hooks/use-silences';
import { EmptyState } from './empty-state.tsx';
import { Sheet } from './sheet.tsx';
import { SilenceForm } from './silence-form.tsx';
import { useSilenceText } from './silence-text.tsx';

const ORDER = { holds: 0, waits: 1, ended: 2 };

/** All silences beside the alerts: what is silenced, what will be and what was, and a form for another one. */
export function SilencesSheet({ alerts, onClose }: { alerts: Alert[]; onClose: () => void }) {
  const t = useTranslations('silences');
  const { silences, dataSecond } = useLive();
  const { list: rules } = useList<Rule>('rules');
  const { state } = useSilenceText();
  const sorted = silences.toSorted((a, b) => ORDER[state(a)] - ORDER[state(b)]);
  return (
    <Sheet id="silences" label={t('title')} marks={null} closeLabel={t('close')} onClose={onClose}>
      <div className="sec">
        {sorted.length === 0 && <EmptyState text={t('empty')} />}
        <ul className="silences">
          {sorted.map((silence) => (
            <Row key={silence.id} silence={silence} rules={rules ?? []} />
          ))}
        </ul>
      </div>
      {dataSecond !== null && <SilenceForm nowMs={dataSecond * 1_000} alerts={alerts} rules={rules ?? []} />}
    </Sheet>
  );
}

function Row({ silence, rules }: { silence: Silence; rules: Rule[] }) {
  const t = useTranslations('silences');
  const text = useSilenceText();
  const { busy, error, end } = useSilenceControl();
  const state = text.state(silence);
  const name = text.name(silence, (id) => rules.find((rule) => rule.id === id)?.name ?? id);
  const { by, note } = silence;
  return (
    <li data-silence-state={state}>
      <div className="row">
        <span className={state === 'holds' ? 'pill' : 'pill off'}>{t(`state.${state}`)}</span>
        <b className="b cut grow">{name}</b>
        {state !== 'ended' && (
          <button
            type="button"
            className="btn sm"
            aria-label={t('endOf', { name })}
            disabled={busy}
            onClick={() => void end(silence.id)}
          >
            {t('end')}
          </button>
        )}
      </div>
      <div className="t2 fs12">{text.when(silence)}</div>
      {(by || note) && (
        <div className="t3 fs12 said">
          {by && t('by', { name: by })} {note && t('note', { note })}
        </div>
      )}
      {error !== null && (
        <p className="red fs12" role="alert">
          {t('failed', { message: error })}
        </p>
      )}
    </li>
  );
}
