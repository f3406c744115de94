/**
 * Keys that are about the whole server: its port, its database, who may call it. They are not taken from the folder of a
 * workflow, whose author is not its operator.
 */
const SERVER_KEYS = [
  /^quarkus\.(http|datasource|log|management|flyway|hibernate-orm|oidc\.|kogito\.devservices)\b/,
  /^kogito\.(service\.url|jobs-service|job\.recipient|dataindex|data-index|persistence|events|process\.instances|quarkus|messaging\.threads)\b/,
  /^kie\.flyway\b/,
  /^quarkus\.security\.users\b/,
  /^(quarkus|sonataflow)\.otel\b|^OTEL_/,
  // Where services are is for their callers to say; all the rest is about the server, what is yet to come included.
  /^orchestrator\.(?!discovery\.)/,
];

/** Whether a key is about the server, not about a workflow. */
export function isServerKey(key: string): boolean {
  return SERVER_KEYS.some((pattern) => pattern.test(key));
}
