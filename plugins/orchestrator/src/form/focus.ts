const FIELDS = 'input, textarea, select, button[aria-haspopup="listbox"], [role="spinbutton"]';

/** Puts the keyboard into the first field that can be seen. */
export function focusFirstField(container: HTMLElement | null): void {
  firstVisible(container, FIELDS)?.focus();
}

/** Puts the keyboard into the first field with an error, or into the first field inside a group with one. */
export function focusFirstInvalid(container: HTMLElement | null): void {
  const invalid = firstVisible(container, '[aria-invalid="true"], [data-invalid="true"]');
  (invalid?.matches(FIELDS) ? invalid : firstVisible(invalid, FIELDS))?.focus();
}

function firstVisible(container: HTMLElement | null | undefined, selector: string): HTMLElement | undefined {
  return [...(container?.querySelectorAll<HTMLElement>(selector) ?? [])].find(
    (element) => !element.closest('[hidden], [aria-hidden="true"]') && !element.hasAttribute('disabled'),
  );
}
