import { setting } from '@orchestrator/definition';

/** Time to connect. */
export const CONNECT_TIMEOUT = setting({
  key: 'quarkus.rest-client.<key>.connect-timeout',
  task: 'limits',
  does: 'How long connecting to the service may take. 0 stands for the default.',
  value: 'milliseconds, or with a unit (`5s`, `PT5S`), a day at most',
  default: '`10000`',
  where: 'workflow',
  example: 'quarkus.rest-client.pets_yaml.connect-timeout=5000',
});

/** Time of a whole call. */
export const READ_TIMEOUT = setting({
  key: 'quarkus.rest-client.<key>.read-timeout',
  task: 'limits',
  does: 'How long a call of the service may take in all. 0 stands for the default.',
  value: 'milliseconds, or with a unit (`5s`, `PT5S`), a day at most',
  default: '`orchestrator.http.timeout`',
  where: 'workflow',
  example: 'quarkus.rest-client.pets_yaml.read-timeout=30s',
});

/** Whether redirects are followed. */
export const FOLLOW_REDIRECTS = setting({
  key: 'quarkus.rest-client.<key>.follow-redirects',
  task: 'connections',
  does: 'Follows up to ten redirects of the service. Credentials are not taken to another host.',
  value: '`true` or `false`',
  default: '`false`',
  where: 'workflow',
  example: 'quarkus.rest-client.pets_yaml.follow-redirects=true',
});

/** The proxy for the service. */
export const PROXY_ADDRESS = setting({
  key: 'quarkus.rest-client.<key>.proxy-address',
  task: 'connections',
  does: 'The proxy for calls of the service. It must be a host that may be called. `none` stands for the default.',
  value: '`host:port`',
  default: '`orchestrator.http.proxy`',
  where: 'workflow',
  example: 'quarkus.rest-client.pets_yaml.proxy-address=proxy.example.com:3128',
});

/** Who uses the proxy. */
export const PROXY_USER = setting({
  key: 'quarkus.rest-client.<key>.proxy-user',
  task: 'connections',
  does: 'The user name for that proxy.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.rest-client.pets_yaml.proxy-user=orchestrator',
});

/** Password that belongs to {@link PROXY_USER}. */
export const PROXY_PASSWORD = setting({
  key: 'quarkus.rest-client.<key>.proxy-password',
  task: 'connections',
  does: 'The password for that proxy.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.rest-client.pets_yaml.proxy-password=${PROXY_PASSWORD}',
});

/** Authorities that are trusted for the service. */
export const TRUST_STORE = setting({
  key: 'quarkus.rest-client.<key>.trust-store',
  task: 'connections',
  does: 'Certificates of authorities that are trusted for the service, besides the usual ones and `orchestrator.http.ca-files`. Java key stores have to be converted (`keytool -exportcert -rfc`).',
  value: 'a PEM file: `.pem`, `.crt` or `.cer`',
  where: 'workflow',
  example: 'quarkus.rest-client.pets_yaml.trust-store=/etc/orchestrator/ca.pem',
});
