import type { GroupDimension, InstanceGroup } from '../data-index.js';
import type { Row } from '../database/database.js';
import { numberColumn, optionalNumber, optionalText } from '../rows/read-rows.js';
import { stateOf } from '../rows/state-number.js';
import { milliseconds } from '../sql/milliseconds.js';

/** Most kinds that are told apart. */
const maxGroups = 10_000;

const dimensions: { readonly [dimension in GroupDimension]: string } = {
  workflow: 'i.workflow_id',
  state: 'i.state::int',
  hour: `date_trunc('hour', i.started_at, 'UTC')`,
  day: `date_trunc('day', i.started_at, 'UTC')`,
  month: `date_trunc('month', i.started_at, 'UTC')`,
};

/** Counts instances by these dimensions; of several times the last counts. */
export function selectGroups(by: readonly GroupDimension[], condition: string): string {
  const time = by.findLast((dimension) => dimension !== 'workflow' && dimension !== 'state');
  const grouped = [
    ...(by.includes('workflow') ? [dimensions.workflow] : []),
    ...(by.includes('state') ? [dimensions.state] : []),
    ...(time === undefined ? [] : [dimensions[time]]),
  ];
  const groups = grouped.length > 0 ? `group by ${grouped.join(', ')} order by ${grouped.join(', ')}` : '';
  return `
select ${by.includes('workflow') ? dimensions.workflow : 'null::text'} as workflow_id,
  ${by.includes('state') ? dimensions.state : 'null::int'} as state,
  ${time === undefined ? 'null::float8' : milliseconds(dimensions[time])} as time, count(*)::float8 as count
from orchestrator.any_instance i where ${condition} ${groups} limit ${maxGroups}`;
}

/** A row of `selectGroups`. */
export function instanceGroup(row: Row): InstanceGroup {
  const state = optionalNumber(row, 'state');
  return {
    processId: optionalText(row, 'workflow_id'),
    state: state === null ? null : stateOf(state),
    time: optionalNumber(row, 'time'),
    count: numberColumn(row, 'count'),
  };
}
