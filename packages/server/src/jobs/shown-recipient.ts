import { isJsonObject } from '@orchestrator/definition';
import type { JsonObject } from '@orchestrator/definition';
import type { ShownJob } from './job-api.js';

/** Names of headers and query parameters whose values let somebody in. */
const SECRET = /authorization|cookie|token|secret|password|credential|api-?key|subscription-key/i;

/** What is answered in place of such a value. */
const MASK = '***';

/** A recipient as it is answered: whoever may look at jobs learns none of the secrets that they are called with. */
export function shownRecipient(recipient: ShownJob['recipient']): ShownJob['recipient'] {
  if (!recipient) return recipient;
  const masked = ['headers', 'queryParams'].flatMap((part): [string, JsonObject][] => {
    const values = recipient[part];
    return isJsonObject(values) ? [[part, maskSecrets(values)]] : [];
  });
  return { ...recipient, ...Object.fromEntries(masked) };
}

function maskSecrets(values: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, SECRET.test(name) ? MASK : value]),
  );
}
