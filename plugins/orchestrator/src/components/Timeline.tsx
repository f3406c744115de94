import { useMemo } from 'react';
import type { ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { useNow } from '../live/use-now';
import { formatDuration } from '../model/duration';
import { formatAbsoluteTime } from '../model/relative-time';
import { isOpen, nodeLook } from '../model/run-status';
import { buildTimeline, type TimelineRow } from '../model/timeline';
import { StatusIcon } from './StatusBadge';
import { classNames } from './class-names';
import styles from './Timeline.module.css';

interface TimelineProps {
  readonly instance: ProcessInstanceDTO;
  readonly selected: string | undefined;
  /** Called with the name of a state. */
  readonly onSelect: (state: string) => void;
}

/** When each state and action of a run began and how long it took, as bars on one scale. */
export function Timeline({ instance, selected, onSelect }: TimelineProps) {
  const now = useNow(isOpen(instance.state) ? 1000 : 0);
  const rows = useMemo(() => buildTimeline(instance, now), [instance, now]);
  return (
    <table className={styles['timeline']}>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Status</th>
          <th scope="col" className={styles['barColumn']}>
            Time
          </th>
          <th scope="col" className={styles['number']}>
            Duration
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            selected={row.depth === 0 && row.name === selected}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: TimelineRow;
  readonly selected: boolean;
  readonly onSelect: (state: string) => void;
}

function Row({ row, selected, onSelect }: RowProps) {
  const look = nodeLook(row.status);
  return (
    <tr
      aria-current={selected || undefined}
      className={classNames(selected && styles['selected'], row.depth > 0 && styles['nested'])}
    >
      <th scope="row" style={{ paddingLeft: `calc(var(--bui-space-2) + ${row.depth} * var(--bui-space-5))` }}>
        {row.depth === 0 ? (
          <button type="button" className={styles['stateName']} onClick={() => onSelect(row.name)}>
            {row.name}
          </button>
        ) : (
          row.name
        )}
        {row.errorMessage !== undefined && <span className={styles['error']}>{row.errorMessage}</span>}
      </th>
      <td className={styles['status']}>
        <StatusIcon look={look} />
        <span>{look.label}</span>
      </td>
      <td className={styles['barColumn']} title={`Began ${formatAbsoluteTime(row.start)}`}>
        <svg className={styles['track']} role="presentation" preserveAspectRatio="none" viewBox="0 0 100 1">
          <rect
            className={styles[look.tone]}
            x={Math.min(row.offset * 100, 99.2)}
            width={Math.max(row.length * 100, 0.8)}
            height="1"
          />
        </svg>
      </td>
      <td className={styles['number']}>{formatDuration(row.end - row.start)}</td>
    </tr>
  );
}
