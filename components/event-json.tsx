'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { TailEvent } from '#contracts/tail';
import { useCopied } from '#hooks/use-copied';
import { useFormats } from './format.tsx';

/** The event as it came, set out in lines, to read and to copy. */
export function EventJson({ event: { json, totalChars } }: { event: TailEvent }) {
  const t = useTranslations('events');
  const { count } = useFormats();
  const { state, copy } = useCopied();
  const text = pretty(json);
  return (
    <div className="sec">
      <div className="row">
        <h3>{t('json')}</h3>
        <button type="button" className="btn sm end" onClick={() => copy(text)}>
          {state === 'copied' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
          <span aria-live="polite">{t(state === 'copied' ? 'copied' : 'copy')}</span>
        </button>
      </div>
      {state === 'failed' && <p className="amb fs12">{t('copyFailed')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
      <section className="json" tabIndex={0} aria-label={t('json')}>
        <pre>{text}</pre>
      </section>
      {json.length < totalChars && (
        <p className="t3 fs12">{t('cutOff', { shown: count(json.length), total: count(totalChars) })}</p>
      )}
    </div>
  );
}

/** JSON that was cut off, or is nested too deeply to be written again, stays as it came. */
function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
