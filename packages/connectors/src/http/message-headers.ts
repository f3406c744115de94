/** Headers, in lower case, that say something about the message itself or its connection, and so fit no other one. */
export const OF_THE_MESSAGE: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
