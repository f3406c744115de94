/** Body of every error answer: Backstage's form, with the fields at fault where input was refused. */
export interface ErrorBodyDTO {
  readonly error: {
    /** `InputError`, `NotAllowedError`, `NotFoundError`, `ConflictError`, … */
    readonly name: string;
    /** A sentence for people. */
    readonly message: string;
    /** Only with status 400 of the execute endpoint: what is wrong with which field. */
    readonly fields?: readonly FieldErrorDTO[];
    /** Only with status 403: name of the permission that is missing. */
    readonly permission?: string;
  };
  readonly request?: { readonly method: string; readonly url: string };
  readonly response?: { readonly statusCode: number };
}

/** One input value that the schema refuses. An addition to the contract. */
export interface FieldErrorDTO {
  /** JSON pointer (RFC 6901) into `inputData`; empty for the whole of it. A missing property is named itself. */
  readonly path: string;
  /** A sentence without the name of the field. */
  readonly message: string;
}
