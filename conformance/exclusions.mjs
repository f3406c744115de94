/**
 * Cases of the corpus that are left out on purpose, because they pin behaviour of the older runtime that this one does
 * not share (docs/dialect.md tells where workflows themselves behave differently). Case id to reason.
 */
export const exclusions = new Map([
  [
    'ksink-health',
    'a runtime without a sink for events is ready all the same: its workflows run, and their events go to the log',
  ],
]);
