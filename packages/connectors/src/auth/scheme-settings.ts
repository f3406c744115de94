import type { ConnectorCall } from '../connector.js';

type Read = (key: string) => string | undefined;

/** The settings of one security scheme of one service (workflow-runtime.md 8.2 and 8.3). Blank ones count as absent. */
export class SchemeSettings {
  /** `quarkus.openapi-generator.<file>.auth.<scheme>.…` */
  readonly own: Read;
  /** `kogito.sw.openapi.<service>.…` */
  readonly service: Read;
  /** `quarkus.oidc-client.<scheme>.…` */
  readonly oidc: Read;
  /** `sonataflow.security.auth.<scheme>.token-exchange.…` */
  readonly exchange: Read;
  /** The name of the scheme in the names of its settings, for messages. */
  readonly scheme: string;

  /** @param file - the service's part of the names, with everything but letters and digits replaced by `_` */
  constructor(configuration: ConnectorCall['configuration'], file: string, name: string) {
    const scheme = name.replaceAll(/[^A-Za-z0-9]/g, '_');
    const below =
      (prefix: (scheme: string) => string): Read =>
      (key) =>
        nonBlank(configuration(`${prefix(scheme)}.${key}`)) ??
        // Published properties write names of schemes in lower case, too.
        nonBlank(configuration(`${prefix(scheme.toLowerCase())}.${key}`));
    this.scheme = scheme;
    this.own = below((each) => `quarkus.openapi-generator.${file}.auth.${each}`);
    this.service = below(() => `kogito.sw.openapi.${file}`);
    this.oidc = below((each) => `quarkus.oidc-client.${each}`);
    this.exchange = below((each) => `sonataflow.security.auth.${each}.token-exchange`);
  }
}

function nonBlank(setting: string | undefined): string | undefined {
  const text = setting?.trim();
  return text === '' ? undefined : text;
}
