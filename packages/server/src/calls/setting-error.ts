/** A setting of the server has a value of the wrong form, so the server does not start. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  readonly code = 'invalid-setting';
}
