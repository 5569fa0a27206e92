import { Filter } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { TailEvent, TailFilter } from '#contracts/tail';
import { withTyped } from '#hooks/tail-address';

const MAX_ROWS = 20;

type Props = { event: TailEvent; filter: TailFilter; onFilter: (filter: TailFilter) => void };

/** The plain properties, each of which can become part of the filter. */
export function EventProperties({ event, filter, onFilter }: Props) {
  const t = useTranslations('events');
  const properties = plainProperties(event.json).slice(0, MAX_ROWS);
  if (properties.length === 0) return null;
  return (
    <div className="sec">
      <h3>{t('properties')}</h3>
      <dl className="props">
        {properties.map(([path, value]) => {
          const label = t('filterBy', { path, value });
          const next = withTyped(filter, `${path}=${value}`);
          return (
            <div key={path}>
              <dt className="t3 cut" title={path}>
                {path}
              </dt>
              <dd>
                <span className="cut" title={value}>
                  {value}
                </span>
                <button
                  type="button"
                  className="btn sm icon ghost"
                  aria-label={label}
                  title={label}
                  disabled={next === null}
                  onClick={() => next && onFilter(next)}
                >
                  <Filter size={14} aria-hidden="true" />
                </button>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

/** Texts, numbers and the like; JSON that was cut off has none. */
function plainProperties(json: string): [path: string, value: string][] {
  try {
    const { properties } = JSON.parse(json) as { properties?: Record<string, unknown> | null };
    return Object.entries(properties ?? {})
      .filter(([, value]) => typeof value !== 'object' || value === null)
      .map(([path, value]) => [path, String(value)]);
  } catch {
    return [];
  }
}
