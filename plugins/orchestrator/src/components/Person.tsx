import { Text } from '@backstage/ui';
import { entityName } from '../model/identity';

/** Whoever started a run, by name; the whole entity ref as a tooltip. */
export function Person({ entityRef }: { entityRef: string | undefined }) {
  return entityRef === undefined ? (
    <Text color="secondary">–</Text>
  ) : (
    <Text title={entityRef}>{entityName(entityRef)}</Text>
  );
}
