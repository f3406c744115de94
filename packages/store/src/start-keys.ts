/** Which starts have been asked for already, so that a client may repeat a request whose answer it did not get. */
export interface StartKeys {
  /**
   * Reserves an id for a start, or answers the one that was reserved under the same key before. Reserving twice is
   * harmless: whoever finds the id has to start the instance only if it is not there yet.
   */
  reserve(reservation: StartReservation): Promise<ReservedStart>;

  /** Forgets at most `limit` keys whose time is over. Answers how many it forgot. */
  prune(limit: number): Promise<number>;
}

/** A start that somebody wants to happen once. */
export interface StartReservation {
  /** The same for every repetition, and for nothing else: the client's key together with what it is for. */
  readonly key: string;
  /** What is asked for, so that a key that is used for something else is noticed. */
  readonly fingerprint: string;
  /** Id of the instance if the key is new. */
  readonly instanceId: string;
  /** How long the key is remembered, in milliseconds. */
  readonly memory: number;
}

/** What is known under a key. */
export interface ReservedStart {
  readonly instanceId: string;
  readonly fingerprint: string;
}
