import { isRecord } from '../json';
import styles from './JsonView.module.css';

interface JsonViewProps {
  readonly value: unknown;
  /** Levels that are open at first. */
  readonly openLevels?: number;
}

/** JSON as a tree whose objects and arrays fold; works with the keyboard, since it is made of `details`. */
export function JsonView({ value, openLevels = 2 }: JsonViewProps) {
  return (
    <div className={styles['tree']}>
      <JsonNode value={value} openLevels={openLevels} />
    </div>
  );
}

interface JsonNodeProps {
  readonly name?: string;
  readonly value: unknown;
  readonly openLevels: number;
}

function JsonNode({ name, value, openLevels }: JsonNodeProps) {
  const entries = entriesOf(value);
  if (entries === undefined || entries.length === 0) {
    return (
      <div className={styles['leaf']}>
        <Name name={name} />
        <Scalar value={value} />
      </div>
    );
  }
  return (
    <details className={styles['branch']} open={openLevels > 0}>
      <summary>
        <Name name={name} />
        <span className={styles['count']}>{describe(value, entries.length)}</span>
      </summary>
      <div className={styles['children']}>
        {entries.map(([key, child]) => (
          <JsonNode key={key} name={key} value={child} openLevels={openLevels - 1} />
        ))}
      </div>
    </details>
  );
}

function Name({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className={styles['name']}>{name}: </span>;
}

function Scalar({ value }: { value: unknown }) {
  const kind = value === null ? 'null' : typeof value;
  return (
    <span className={styles['value']} data-kind={kind}>
      {JSON.stringify(value)}
    </span>
  );
}

function entriesOf(value: unknown): readonly [string, unknown][] | undefined {
  if (Array.isArray(value)) {
    return value.map((child: unknown, index) => [String(index), child]);
  }
  return isRecord(value) ? Object.entries(value) : undefined;
}

function describe(value: unknown, count: number): string {
  const noun = Array.isArray(value) ? 'item' : 'field';
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
