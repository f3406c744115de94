import { useNow } from '../live/use-now';
import { formatDuration } from '../model/duration';
import { formatAbsoluteTime, formatRelativeTime } from '../model/relative-time';

/** A point in time as `5 minutes ago`, kept true while it is on screen; the full time as a tooltip. */
export function RelativeTime({ time }: { time: number }) {
  const now = useNow(15_000);
  return (
    <time dateTime={new Date(time).toISOString()} title={formatAbsoluteTime(time)}>
      {formatRelativeTime(time, now)}
    </time>
  );
}

/** Time between two points; without an end it counts up every second. All in milliseconds since 1970. */
export function Duration({ start, end }: { start: number; end: number | undefined }) {
  const now = useNow(end === undefined ? 1000 : 0);
  return (
    <span>
      {end === undefined
        ? formatDuration(Math.floor((now - start) / 1000) * 1000)
        : formatDuration(end - start)}
    </span>
  );
}
