/** Base of everything that the store throws on purpose. `code` is stable, `message` is a sentence that says what to do. */
export abstract class StoreError extends Error {
  abstract readonly code: string;
}

/** A value cannot be stored: `\u0000`, a lone surrogate, too deep, too large, out of range. Nothing was written. */
export class StoreDataError extends StoreError {
  readonly code: string = 'data-not-storable';
  override readonly name: string = 'StoreDataError';
  /** The instance whose value it is; undefined when only the database noticed, so that any of the group may be it. */
  readonly instanceId: string | undefined;

  constructor(message: string, instanceId?: string) {
    super(message);
    this.instanceId = instanceId;
  }
}

/** A value has more characters as JSON than may be stored. Nothing was written. */
export class StoreDataTooLargeError extends StoreDataError {
  override readonly code = 'data-too-large';
  override readonly name = 'StoreDataTooLargeError';
  /** Characters that it may have. */
  readonly most: number;

  constructor(length: number, most: number, instanceId?: string) {
    super(`A value has ${length} characters as JSON; up to ${most} can be stored.`, instanceId);
    this.most = most;
  }
}

/** The database cannot be reached or does not answer. Whether a running commit was kept is not known. */
export class StoreUnavailableError extends StoreError {
  readonly code: string = 'store-unavailable';
  override readonly name: string = 'StoreUnavailableError';
}

/** The disk of the database is full. Like any unavailable database it can be tried again, once there is room. */
export class StoreFullError extends StoreUnavailableError {
  override readonly code = 'store-full';
  override readonly name = 'StoreFullError';
}

/** Another process has the data folder open. */
export class StoreLockedError extends StoreError {
  readonly code = 'store-locked';
  override readonly name = 'StoreLockedError';
  /** The process that has it, when it could be read. */
  readonly pid: number | undefined;

  constructor(folder: string, pid: number | undefined) {
    const owner = pid === undefined ? 'another process' : `process ${pid}`;
    super(`The data folder ${folder} is in use by ${owner}. Stop it first, or choose another folder.`);
    this.pid = pid;
  }
}

/** The data folder cannot be made or written. */
export class StoreFolderError extends StoreError {
  readonly code = 'store-folder';
  override readonly name = 'StoreFolderError';
}

/** The database was written by a newer release. */
export class StoreSchemaError extends StoreError {
  readonly code = 'store-schema';
  override readonly name = 'StoreSchemaError';
}

/** The options given to `openStore` cannot work. */
export class StoreOptionsError extends StoreError {
  readonly code = 'store-options';
  override readonly name = 'StoreOptionsError';
}

/** A query names a field that the data index does not have. */
export class UnknownFieldError extends StoreError {
  readonly code = 'unknown-field';
  override readonly name = 'UnknownFieldError';
  readonly field: string;

  constructor(field: string, known: readonly string[]) {
    super(`There is no field ${JSON.stringify(field)}. Use one of: ${known.join(', ')}.`);
    this.field = field;
  }
}

/** A query that cannot be answered: an operator that its field does not have, a value of the wrong type, too large. */
export class InvalidQueryError extends StoreError {
  readonly code = 'invalid-query';
  override readonly name = 'InvalidQueryError';
}
