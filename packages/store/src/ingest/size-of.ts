/** What a value takes beside its text. */
const VALUE = 8;

/** How much memory a value of JSON takes, roughly: the characters of its texts and names, and a little for each value. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return VALUE + value.length;
  if (typeof value !== 'object' || value === null) return VALUE;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item), VALUE);
  return Object.entries(value).reduce((sum, [name, inner]) => sum + name.length + sizeOf(inner), VALUE);
}
