type Props = { text: string; label: string; selected: boolean; onOpen: () => void };

/** What opens a row of a list: J and K move from one to the next, and its target covers the row. */
export function RowButton({ text, label, selected, onOpen }: Props) {
  return (
    <button
      type="button"
      data-row
      className="cut open"
      aria-current={selected ? 'true' : undefined}
      aria-label={label}
      onClick={onOpen}
    >
      {text}
    </button>
  );
}
