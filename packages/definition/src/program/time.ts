import type { Expression } from '../expressions/expression.js';

/** An ISO 8601 duration in its parts; years and months are calendar units (specification 0.8, section A14). */
export interface Duration {
  readonly months: number;
  /** Everything from weeks down to seconds, in milliseconds. */
  readonly milliseconds: number;
}

/** A duration that is known at compile time, or an expression that gives the text of one (`$CONST.timeout`). */
export type DurationSource = Duration | Expression;

/** When a workflow starts by itself (0.8 `start.schedule`, section A9). Instants are milliseconds since 1970. */
export type Schedule =
  | {
      readonly kind: 'interval';
      readonly every: Duration;
      /** Instant of the first start; absent: one duration after the definition came into force. */
      readonly from?: number;
      /** The last start lies at least one duration before this instant. */
      readonly until?: number;
    }
  | {
      readonly kind: 'cron';
      /** Five fields, or six with seconds first. */
      readonly expression: string;
      /** IANA name; `UTC` by default. */
      readonly timeZone: string;
      /** No start after this instant. */
      readonly until?: number;
    };
