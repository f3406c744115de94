/** The address is taken, or this machine does not have it. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  /** `address-in-use`, `address-not-allowed`, `address-open` or `address-unknown`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Where to listen. */
export interface Address {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Must be true for a host that other machines reach, unless everybody is asked for credentials. */
  readonly allowUnauthenticated?: boolean;
}

/**
 * Sees to it that nobody reaches the server from other machines without credentials, unless that is wanted.
 *
 * @param closed - whether the server serves nobody without credentials
 * @throws ListenError `address-open`
 */
export function checkExposure({ host, allowUnauthenticated = false }: Address, closed: boolean): void {
  if (isLoopback(host) || closed || allowUnauthenticated) return;
  throw new ListenError(
    'address-open',
    `On ${host} everybody who reaches this machine could start and abort runs. Listen on 127.0.0.1, ask everybody for tokens or passwords, or allow unauthenticated access if something else protects it.`,
  );
}

/** Whether a host or the host of an address is this machine, as others cannot reach it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
