import { CustomErrorBase, ServiceUnavailableError } from '@backstage/errors';

/** The engine or the data index cannot be reached, or is too busy; answered with 503. */
export class EngineUnavailableError extends ServiceUnavailableError {
  readonly code: 'engine-unreachable' | 'engine-timeout' | 'engine-overloaded';

  constructor(code: EngineUnavailableError['code'], message: string, cause?: unknown) {
    super(message);
    this.code = code;
    // For the log only: it names hosts and ports, which are nobody's business in a browser.
    Object.defineProperty(this, 'cause', { value: cause, enumerable: false });
  }
}

/** The engine or the data index answered something that does not fit the contract; answered with 502. */
export class EngineAnswerError extends CustomErrorBase {
  override name = 'EngineAnswerError' as const;
  readonly code = 'engine-answer';
  readonly statusCode = 502;
}
