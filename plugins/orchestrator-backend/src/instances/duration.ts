/** Time between two ISO times for people: `1 hour 2 minutes 3 seconds`; undefined when a time is missing. */
export function durationText(start: string | undefined, end: string | undefined): string | undefined {
  const ms = Date.parse(end ?? '') - Date.parse(start ?? '');
  if (Number.isNaN(ms) || ms < 0) {
    return undefined;
  }
  const seconds = Math.floor(ms / 1000);
  const parts = [
    count(Math.floor(seconds / 3600), 'hour'),
    count(Math.floor(seconds / 60) % 60, 'minute'),
    count(seconds % 60, 'second'),
  ];
  return parts.filter((part) => part !== '').join(' ') || 'less than a second';
}

function count(amount: number, unit: string): string {
  return amount === 0 ? '' : `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
