import { Text } from '@backstage/ui';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { reviewRows, type ReviewRow } from './review';
import styles from './ReviewTable.module.css';

interface ReviewTableProps {
  readonly schema: RJSFSchema;
  readonly uiSchema: UiSchema;
  readonly data: unknown;
}

/** Everything that the form holds, to be read over before the run. */
export function ReviewTable({ schema, uiSchema, data }: ReviewTableProps) {
  const rows = reviewRows(schema, uiSchema, data);
  return rows.length === 0 ? (
    <Text as="p" color="secondary">
      The workflow is run without input.
    </Text>
  ) : (
    <Rows rows={rows} />
  );
}

function Rows({ rows }: { rows: readonly ReviewRow[] }) {
  return (
    <dl className={styles['rows']}>
      {rows.map((row) => (
        <div key={row.key} className={row.rows ? styles['group'] : styles['row']}>
          <dt>{row.label}</dt>
          <dd>{row.rows ? <Rows rows={row.rows} /> : row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
