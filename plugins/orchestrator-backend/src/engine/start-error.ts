/** The engine inside this backend could not be started; the message says what to do, so there is no stack to read. */
export class EngineStartError extends Error {
  override readonly name = 'EngineStartError';
  /** `address-in-use`, `store-locked`, … as the engine names it. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
    this.stack = `${this.name}: ${message}`;
  }
}
