/** An operation of an OpenAPI document, named as in `GET /greet`. */
export function operationOf(document, operation) {
  const [method, path] = operation.split(' ');
  return document?.paths?.[path]?.[method.toLowerCase()];
}
