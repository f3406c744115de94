/** Which reading of the specification applies where SonataFlow and the text disagree; see docs/dialect.md. */
export type Dialect = 'sonataflow' | 'spec';
