'use client';

import { Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rule } from '#contracts/rule';
import { MAX_IMPORT_BYTES } from '#contracts/rule-limits';
import { callApi } from '#hooks/api';

type Imported = { added: number; updated: number; same: number };

/** Rules as a file, and from one: the server checks all of them, and takes all or none. */
export function RuleTransfer({ rules, onImported }: { rules: Rule[]; onImported: () => void }) {
  const t = useTranslations('rules');
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const href = `data:application/json,${encodeURIComponent(JSON.stringify({ rules }, null, 2))}`;
  async function take(file: File): Promise<void> {
    if (file.size > MAX_IMPORT_BYTES) return setSaid(t('tooLarge'));
    const found = await readRules(file);
    if (!found) return setSaid(t('notJson'));
    try {
      setSaid(t('imported', await callApi<Imported>('/api/rules/import', 'POST', { rules: found })));
      onImported();
    } catch (cause) {
      setSaid(t('notImported', { message: cause instanceof Error ? cause.message : String(cause) }));
    }
  }
  return (
    <>
      <a className="btn sm" href={href} download="yeoul-rules.json">
        <Download size={14} aria-hidden="true" />
        {t('export')}
      </a>
      <button type="button" className="btn sm" onClick={() => input.current?.click()}>
        <Upload size={14} aria-hidden="true" />
        {t('import')}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        accept="application/json"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void take(file);
          event.target.value = '';
        }}
      />
      <span className="fs12 t2" role="status">
        {said}
      </span>
    </>
  );
}

/** null: the file is no list of rules. */
async function readRules(file: File): Promise<unknown[] | null> {
  try {
    const { rules } = JSON.parse(await file.text()) as { rules?: unknown };
    return Array.isArray(rules) ? rules : null;
  } catch {
    return null;
  }
}
