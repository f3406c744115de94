/** Names of correlation attributes as one text: sorted, a JSON array. */
export function attributesText(names: readonly string[]): string {
  return JSON.stringify([...names].sort());
}

/** The text of no attributes at all: events are matched by their type. */
export const noAttributes = attributesText([]);

/** Correlation attributes with their values as one text: sorted by name, a JSON array of pairs. */
export function correlationKey(values: { readonly [attribute: string]: string }): string {
  return JSON.stringify(Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)));
}
