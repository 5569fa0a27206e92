'use client';

import { useTranslations } from 'use-intl';
import { SEVERITIES } from '#contracts/rule';
import type { AlertFilter } from '#hooks/alert-filter';
import { SearchField } from './search-field.tsx';

type Props = { value: AlertFilter; onChange: (value: AlertFilter) => void };

/** Narrows the alerts to a text and a severity. */
export function AlertFilters({ value, onChange }: Props) {
  const t = useTranslations('alerts');
  return (
    <div className="alertfilters">
      <SearchField
        label={t('search')}
        hint={t('searchHint')}
        value={value.text}
        onChange={(text) => onChange({ ...value, text })}
      />
      <select
        className="input"
        aria-label={t('severity.label')}
        value={value.severity ?? ''}
        onChange={(event) =>
          onChange({ ...value, severity: SEVERITIES.find((each) => each === event.target.value) ?? null })
        }
      >
        <option value="">{t('severity.any')}</option>
        {SEVERITIES.map((each) => (
          <option key={each} value={each}>
            {t(`severity.${each}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
