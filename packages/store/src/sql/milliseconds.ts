/** SQL for a timestamp column as milliseconds since 1970 in float8: drivers differ in how they read timestamps. */
export function milliseconds(column: string): string {
  return `(extract(epoch from date_trunc('milliseconds', ${column})) * 1000)::float8`;
}
