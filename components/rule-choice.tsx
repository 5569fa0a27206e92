'use client';

type Props<T extends string | number> = {
  label: string;
  value: T;
  options: readonly { value: T; text: string }[];
  wrong?: boolean;
  onChange: (value: T) => void;
};

/** A word of the sentence that can be chosen. */
export function InlineSelect<T extends string | number>({ label, value, options, wrong, onChange }: Props<T>) {
  return (
    <select
      className="inl"
      aria-label={label}
      aria-invalid={wrong ?? false}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => String(option.value) === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

type NumberProps = { label: string; value: string; unit?: string; wrong: boolean; onChange: (value: string) => void };

/** A number of the sentence, with its unit behind it. */
export function InlineNumber({ label, value, unit, wrong, onChange }: NumberProps) {
  return (
    <span className="inn">
      <input
        className="inl num"
        aria-label={label}
        aria-invalid={wrong}
        inputMode="decimal"
        autoComplete="off"
        size={Math.max(3, value.length)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {unit}
    </span>
  );
}
