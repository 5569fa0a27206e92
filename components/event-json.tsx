'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TailEvent } from '#contracts/tail';
import { useFormats } from './format.tsx';

/** The event as it came, set out in lines, to read and to copy. */
export function EventJson({ event: { json, totalChars } }: { event: TailEvent }) {
  const t = useTranslations('events');
  const { count } = useFormats();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const text = pretty(json);
  const copy = () => {
    // Browsers give a clipboard to pages of https and of this machine alone.
    const written = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
    written.then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  return (
    <div className="sec">
      <div className="row">
        <h3>{t('json')}</h3>
        <button type="button" className="btn sm end" onClick={copy}>
          {copied === 'yes' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
          <span aria-live="polite">{t(copied === 'yes' ? 'copied' : 'copy')}</span>
        </button>
      </div>
      {copied === 'failed' && <p className="amb fs12">{t('copyFailed')}</p>}
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
