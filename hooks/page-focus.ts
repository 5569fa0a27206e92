/**
 * Moves the focus to the next or the previous row of the page's list. Rows are the buttons or links marked `data-row`
 * inside `main`; it goes on from the one that has the focus, else from the one that is open (`aria-current`).
 */
export function focusRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')];
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const to = from >= 0 ? from + step : step > 0 ? 0 : rows.length - 1;
  rows[to]?.focus();
}

/** Puts the focus where something is said about what is open. */
export function focusNote(): void {
  document.querySelector<HTMLElement>('main [data-note]')?.focus();
}

/** Puts the focus where what is open can be silenced. */
export function focusSilence(): void {
  document.querySelector<HTMLElement>('main [data-silence] button')?.focus();
}

/** Puts the focus into the page's search or filter field; false when it has none. */
export function focusSearch(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>('input[type="search"]');
  const field = [...fields].find((each) => each.checkVisibility());
  field?.focus();
  field?.select();
  return field !== undefined;
}
