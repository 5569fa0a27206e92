'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { CATEGORIES, KNOWN_NAMES } from '#contracts/categories';
import { type QuantityDraft, type ScopeDraft, scopeOf } from '#hooks/rule-draft';
import { InlineSelect } from './rule-choice.tsx';

type Props = {
  label: string;
  value: QuantityDraft;
  /** Of events alone, with no revenue and no users; or of their names, with no category either. */
  only?: 'events' | 'names';
  /** What all of them are called. */
  all?: string;
  wrong: boolean;
  onChange: (value: QuantityDraft) => void;
};

type Option<Value> = { value: Value; text: string };

/** What is counted: everything, a category, some names, revenue or users. */
export function QuantityField({ label, value, only, all, wrong, onChange }: Props) {
  const t = useTranslations('rules.form');
  const quantity = useTranslations('alerts.quantity');
  const categories = useTranslations('live.categories');
  const id = useId();
  const named: Option<ScopeDraft>[] = [
    { value: 'names', text: t('named') },
    { value: 'all', text: all ?? quantity('all') },
  ];
  const scopes: Option<ScopeDraft>[] = [
    ...named,
    ...CATEGORIES.map((category) => ({ value: `category:${category}` as const, text: categories(category) })),
  ];
  const ofRevenue = scopes.map((each) => (each.value === 'all' ? { ...each, text: t('allOrders') } : each));
  const amounts: Option<QuantityDraft['what']>[] = [
    ...scopes,
    { value: 'revenue', text: quantity('revenue') },
    { value: 'users', text: quantity('users') },
  ];
  return (
    <span className="inq">
      <InlineSelect
        label={label}
        value={only ? scopeOf(value) : value.what}
        options={only === 'names' ? named : only === 'events' ? scopes : amounts}
        onChange={(what) => onChange({ ...value, what })}
      />
      {!only && (value.what === 'users' || value.what === 'revenue') && (
        <>
          <span className="t3"> · </span>
          <InlineSelect
            label={`${label}: ${t(value.what === 'users' ? 'usersOf' : 'revenueOf')}`}
            value={value.scope}
            options={value.what === 'users' ? scopes : ofRevenue}
            onChange={(scope) => onChange({ ...value, scope })}
          />
        </>
      )}
      {scopeOf(value) === 'names' && (
        <>
          <input
            className="inl names"
            aria-label={`${label}: ${t('names')}`}
            placeholder={KNOWN_NAMES[0]}
            aria-invalid={wrong}
            list={id}
            size={Math.min(34, Math.max(14, value.names.length))}
            value={value.names}
            onChange={(event) => onChange({ ...value, names: event.target.value })}
          />
          <datalist id={id}>
            {KNOWN_NAMES.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </span>
  );
}
