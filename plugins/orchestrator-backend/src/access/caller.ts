import type { BackstageCredentials, HttpAuthService } from '@backstage/backend-plugin-api';
import type { Request } from 'express';

/** Recorded as the one who started a run when a service did (contract 3.3). */
export const SYSTEM_USER = 'user:default/system';

/** Who asks. */
export interface Caller {
  readonly credentials: BackstageCredentials;
  /** Entity ref of the user; {@link SYSTEM_USER} for a service. */
  readonly userRef: string;
}

/** Finds out who sent a request. @throws AuthenticationError, NotAllowedError */
export async function callerOf(request: Request, httpAuth: HttpAuthService): Promise<Caller> {
  const credentials = await httpAuth.credentials(request, { allow: ['user', 'service'] });
  const { principal } = credentials;
  return {
    credentials,
    userRef: principal.type === 'user' ? principal.userEntityRef : SYSTEM_USER,
  };
}
