const FIELDS = 'input, textarea, select, button[aria-haspopup="listbox"], [role="spinbutton"]';

/** Puts the keyboard into the first field that can be seen. */
export function focusFirstField(container: HTMLElement | null): void {
  firstVisible(container, FIELDS)?.focus();
}

/** Puts the keyboard into the field with this id, or into the first field inside the group with it. */
export function focusField(container: HTMLElement | null, id: string | undefined): void {
  const field =
    id === undefined ? undefined : firstVisible(container, `[id="${id.replace(/["\\]/g, '\\$&')}"]`);
  (field?.matches(FIELDS)
    ? field
    : (firstVisible(field, FIELDS) ?? firstVisible(container, FIELDS))
  )?.focus();
}

function firstVisible(container: HTMLElement | null | undefined, selector: string): HTMLElement | undefined {
  return [...(container?.querySelectorAll<HTMLElement>(selector) ?? [])].find(
    (element) => !element.closest('[hidden], [aria-hidden="true"]') && !element.hasAttribute('disabled'),
  );
}
