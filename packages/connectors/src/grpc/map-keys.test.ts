import type { Json } from '@orchestrator/definition';
import { expect, it } from 'vitest';
import { messageOf } from './json-to-message.js';
import { jsonOfMessage } from './message-to-json.js';
import { protoFilesOf } from './proto-files.js';
import type { MessageFields } from './struct.js';
import { shop } from './shop.fixture.js';

const type = protoFilesOf(shop).root.lookupType('shop.v1.Order');

// Bytes are written out: protobufjs on the other side would make the same mistakes with these keys.
it.each<[string, Json, string]>([
  ['whole numbers of 64 bits', { labels: { '-1': 'x' } }, '6a0e08ffffffffffffffffff01120178'],
  ['large numbers', { labels: { '9007199254740993': 'x' } }, '6a0c088180808080808010120178'],
  ['true', { choices: { true: { label: 'y' } } }, '7207080112030a0179'],
  ['false', { choices: { false: { label: 'n' } } }, '7207080012030a016e'],
])('writes and reads %s as keys of maps', (_, json, bytes) => {
  const encoded = type.encode(messageOf(type, json, { passOver: false })).finish();
  expect(Buffer.from(encoded).toString('hex')).toBe(bytes);
  const decoded = type.decode(Buffer.from(bytes, 'hex')) as unknown as MessageFields;
  expect(jsonOfMessage(type, decoded, { includeDefaultEnums: false })).toEqual(json);
});
