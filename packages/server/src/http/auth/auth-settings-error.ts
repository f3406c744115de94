/** The settings do not say clearly who may do what, so the server does not start. */
export class AuthSettingsError extends Error {
  override readonly name = 'AuthSettingsError';
  readonly code = 'invalid-auth-settings';
}
