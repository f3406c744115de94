/** Characters of a run's id that tell runs apart at a glance. */
const SHORT_LENGTH = 8;

/** The end of a run's id, for places where the whole would be noise; ids that are made in one moment begin alike. */
export function shortId(id: string): string {
  return id.slice(-SHORT_LENGTH);
}

/** The name in an entity ref: `user:default/guest` is `guest`. */
export function entityName(entityRef: string): string {
  return entityRef.slice(Math.max(entityRef.lastIndexOf('/'), entityRef.indexOf(':')) + 1);
}
