'use client';

import { Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rule } from '#contracts/rule';
import { callApi } from '#hooks/api';

/** Rules as a file, and from one: each becomes a rule of its own, checked by the server. */
export function RuleTransfer({ rules, onImported }: { rules: Rule[]; onImported: () => void }) {
  const t = useTranslations('rules');
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string[]>([]);
  const href = `data:application/json,${encodeURIComponent(JSON.stringify({ rules }, null, 2))}`;
  async function take(file: File): Promise<void> {
    const found = await readRules(file);
    if (!found) return setSaid([t('notJson')]);
    const faults: string[] = [];
    for (const { id: _id, version: _version, ...fields } of found) {
      await callApi('/api/rules', 'POST', fields).catch((cause: Error) =>
        faults.push(t('notImported', { name: String(fields.name), message: cause.message })),
      );
    }
    setSaid([t('imported', { count: found.length - faults.length }), ...faults]);
    onImported();
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
        {said.join(' ')}
      </span>
    </>
  );
}

/** null: the file is no list of rules. */
async function readRules(file: File): Promise<Rule[] | null> {
  try {
    const { rules } = JSON.parse(await file.text()) as { rules?: unknown };
    return Array.isArray(rules) ? (rules as Rule[]) : null;
  } catch {
    return null;
  }
}
