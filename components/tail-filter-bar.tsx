'use client';

import { Search, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CATEGORIES, type Category, KNOWN_NAMES } from '#contracts/categories';
import { ANY_EVENT, type TailFilter } from '#contracts/tail';
import { toSearch, withTyped } from '#hooks/tail-address';
import { categoryColor } from './category-color.tsx';
import { PauseButton } from './pause-button.tsx';

type Props = { filter: TailFilter; onChange: (filter: TailFilter) => void };

/** Which events the tail shows: typed ones as chips, categories and kinds of traffic as switches. */
export function TailFilterBar({ filter, onChange }: Props) {
  const t = useTranslations('events');
  const toggle = (category: Category) => {
    const others = filter.categories.filter((each) => each !== category);
    const categories = others.length < filter.categories.length ? others : [...others, category];
    onChange({ ...filter, categories: CATEGORIES.filter((each) => categories.includes(each)) });
  };
  return (
    <section className="tailbar" aria-label={t('filter')}>
      <TypedFilter filter={filter} onChange={onChange} />
      <CategorySwitches chosen={filter.categories} onToggle={toggle} />
      <fieldset className="seg" aria-label={t('traffic')}>
        {(['all', 'real', 'simulated'] as const).map((traffic) => (
          <button
            key={traffic}
            type="button"
            aria-pressed={traffic === filter.traffic}
            onClick={() => onChange({ ...filter, traffic })}
          >
            {t(`trafficOf.${traffic}`)}
          </button>
        ))}
      </fieldset>
      <PauseButton />
      <Chips filter={filter} onChange={onChange} />
    </section>
  );
}

function TypedFilter({ filter, onChange }: Props) {
  const t = useTranslations('events');
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = withTyped(filter, typed);
    setRefused(next === null && typed.trim() !== '');
    if (!next) return;
    onChange(next);
    setTyped('');
  };
  return (
    <form className="tailin" onSubmit={submit}>
      <span className="searchin">
        <Search size={14} aria-hidden="true" />
        <input
          className="input"
          type="search"
          list="event-names"
          aria-label={t('add')}
          aria-invalid={refused}
          placeholder={t('addHint')}
          value={typed}
          maxLength={320}
          onChange={(event) => [setTyped(event.target.value), setRefused(false)]}
        />
      </span>
      <datalist id="event-names">
        {KNOWN_NAMES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {refused && (
        <span className="red fs12" role="alert">
          {t('refused')}
        </span>
      )}
    </form>
  );
}

function CategorySwitches({ chosen, onToggle }: { chosen: Category[]; onToggle: (category: Category) => void }) {
  const t = useTranslations('live.categories');
  const events = useTranslations('events');
  return (
    <fieldset className="row wrap cats" aria-label={events('categories')}>
      {CATEGORIES.map((category) => (
        <button
          key={category}
          type="button"
          className="pick"
          aria-pressed={chosen.includes(category)}
          onClick={() => onToggle(category)}
        >
          <i style={{ background: categoryColor(category) }} />
          {t(category)}
        </button>
      ))}
    </fieldset>
  );
}

function Chips({ filter, onChange }: Props) {
  const t = useTranslations('events');
  const { names, user, properties } = filter;
  const chips: [key: string, label: string, without: TailFilter][] = [
    ...names.map((name): [string, string, TailFilter] => [
      `name ${name}`,
      name,
      { ...filter, names: names.filter((each) => each !== name) },
    ]),
    ...(user === null ? [] : [['user', t('userIs', { user }), { ...filter, user: null }] as (typeof chips)[number]]),
    ...properties.map((property): [string, string, TailFilter] => [
      `property ${property.path}`,
      `${property.path} = ${property.value}`,
      { ...filter, properties: properties.filter((each) => each !== property) },
    ]),
  ];
  if (toSearch(filter) === '') return null;
  return (
    <div className="row wrap chips">
      {chips.map(([key, label, without]) => (
        <button
          key={key}
          type="button"
          className="pick on"
          aria-label={t('remove', { label })}
          onClick={() => onChange(without)}
        >
          <span className="cut">{label}</span>
          <X size={12} aria-hidden="true" />
        </button>
      ))}
      <button type="button" className="btn sm ghost" onClick={() => onChange(ANY_EVENT)}>
        {t('clear')}
      </button>
    </div>
  );
}
