'use client';

import type { HTMLAttributes, ReactNode } from 'react';
import { Switch } from './ui/switch.tsx';

/** A label above what is filled in. */
export function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="field">
      <label className="fs12 t2" htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  );
}

type TextProps = {
  id: string;
  label: string;
  value: string;
  wrong: boolean;
  type?: 'text' | 'password' | 'datetime-local' | 'time';
  placeholder?: string;
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  maxLength?: number;
  onChange: (value: string) => void;
};

/** One line of text. */
export function TextField({ id, label, wrong, onChange, ...input }: TextProps) {
  return (
    <Field id={id} label={label}>
      <input
        {...input}
        id={id}
        className="input"
        autoComplete="off"
        aria-invalid={wrong}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

type SwitchProps = { id: string; label: string; checked: boolean; onChange: (checked: boolean) => void };

/** On or off, with its label beside it. */
export function SwitchField({ id, label, checked, onChange }: SwitchProps) {
  return (
    <div className="row switchrow">
      <label className="fs12 t2 grow" htmlFor={id}>
        {label}
      </label>
      <Switch id={id} checked={checked} onCheckedChange={onChange} />
    </div>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  options: readonly { value: T; text: string }[];
  isOn: (value: T) => boolean;
  onPress: (value: T) => void;
};

/** A few values side by side, one or several of them on. */
export function ChoiceField<T extends string>({ label, options, isOn, onPress }: ChoiceProps<T>) {
  return (
    <div className="row">
      <span className="fs12 t2 grow">{label}</span>
      <fieldset className="seg sm" aria-label={label}>
        {options.map(({ value, text }) => (
          <button key={value} type="button" aria-pressed={isOn(value)} onClick={() => onPress(value)}>
            {text}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
