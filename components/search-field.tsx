import { Search } from 'lucide-react';

type Props = { label: string; hint: string; value: string; onChange: (value: string) => void };

/** Narrows a list as one types. */
export function SearchField({ label, hint, value, onChange }: Props) {
  return (
    <span className="searchin">
      <Search size={14} aria-hidden="true" />
      <input
        className="input"
        type="search"
        aria-label={label}
        placeholder={hint}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}
