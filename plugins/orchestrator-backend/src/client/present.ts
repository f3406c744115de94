/** Members that may be undefined become members that may be missing. */
export type Present<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** A copy without the members that are undefined, so that they are missing in JSON and in types alike. */
export function present<T extends object>(value: T): Present<T> {
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  // The one place where the type checker has to be told: it cannot follow the filter above.
  return Object.fromEntries(kept) as Present<T>;
}
