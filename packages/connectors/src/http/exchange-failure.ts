import { CallFailure } from '../call-failure.js';
import type { HttpRequest } from './messages.js';

/** What OpenSSL calls a certificate whose authority is not known here. */
const UNTRUSTED = new Set([
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The failure that an exchange is which took longer than it may. */
export function tookTooLong(request: HttpRequest, milliseconds: number): CallFailure {
  return new CallFailure({
    code: 'timeout',
    message: `${describeRequest(request)} didn't answer within ${milliseconds} ms.`,
  });
}

/** The failure that an exchange is which ended without an answer. */
export function unreachable(request: HttpRequest, error: unknown): CallFailure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof CallFailure) return cause;
  return new CallFailure(
    {
      code: 'network',
      message: `${describeRequest(request)} ${reasonOf(cause)}`,
      cause: cause instanceof Error ? cause.message : String(cause),
    },
    { cause: error },
  );
}

/** Method and address without what a query or user part may hold of secrets. */
export function describeRequest({ method, url }: Pick<HttpRequest, 'method' | 'url'>): string {
  return `${method} ${url.origin}${url.pathname}`;
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (UNTRUSTED.has(code)) {
    return "shows a certificate of an authority that isn't trusted; name the PEM file of the authority in orchestrator.http.ca-files or, for a service with an OpenAPI document, in quarkus.rest-client.<key>.trust-store.";
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'shows a certificate for another name; check the address.';
  if (code === 'CERT_HAS_EXPIRED')
    return 'shows a certificate that has expired; the service needs a new one.';
  return "can't be reached; check the address and that the service runs.";
}
