import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '@orchestrator/definition';
import { generatedId } from '@orchestrator/definition';
import { ApiNode } from './api-node.js';
import { baseUrl } from './base-url.js';
import { completeRequest } from './complete-request.js';
import { callOp } from './description.fixture.js';
import { findOperation } from './operation.js';
import type { Operation } from './operation.js';
import { buildRequest } from './request.js';
import { resultOf } from './result.js';
import { shapeOf } from './schema-shape.js';
import { securitySchemes } from './security.js';
import { serviceKey } from './service-key.js';

/** Published descriptions that may lie beside the checkout. */
const CORPUS = path.resolve(import.meta.dirname, '../../../../../shared/corpus');

const documents = existsSync(CORPUS)
  ? globSync('**/*.{yaml,yml,json}', { cwd: CORPUS })
      .map((file) => ({ file, text: readFileSync(path.join(CORPUS, file), 'utf8') }))
      .filter(({ text }) => /^\s*"?(openapi|swagger)"?\s*:\s*['"]?[23]\./m.test(text))
  : [];

const SUITE = 'the descriptions of the corpus';

/** A value that fits a schema, as deep as it asks for. */
function sample(schema: ApiNode | undefined, depth = 0): Json {
  if (!schema) return {};
  const { types, values, items, properties } = shapeOf(schema);
  if (values?.[0] !== undefined) return values[0];
  if (types.has('array')) return depth > 4 ? [] : [sample(items, depth + 1)];
  if (types.has('string')) return 'text';
  if (types.has('number') || types.has('integer')) return 1;
  if (types.has('boolean')) return true;
  if (depth > 4) return {};
  const entries = [...properties].map(([name, [first]]): [string, Json] => [name, sample(first, depth + 1)]);
  return Object.fromEntries(entries);
}

function argumentsFor({ parameters, body }: Operation): JsonObject {
  const values = parameters.map(({ name, schema }): [string, Json] => [name, sample(schema)]);
  const content = sample(body?.content[0]?.schema);
  const rest = typeof content === 'object' && !Array.isArray(content) ? content : { value: content };
  return { ...(rest as JsonObject), ...Object.fromEntries(values) };
}

describe.skipIf(documents.length === 0)(
  documents.length > 0 ? SUITE : `${SUITE} (skipped: ../shared/corpus is absent)`,
  () => {
    it.each(documents)('have operations that can be called: $file', async ({ file, text }) => {
      const files = new Map([[file, text]]);
      const description = { path: file, reference: { uri: file }, files };
      const document = ApiNode.document(file, files);
      let built = 0;
      for (const [route, item] of document.entries('paths')) {
        for (const method of ['get', 'put', 'post', 'delete', 'patch', 'head', 'options']) {
          const node = item.get(method);
          if (!node) continue;
          const operation = findOperation(
            description,
            node.text('operationId') ?? generatedId(route, method),
          );
          const call = callOp(description, {
            arguments: argumentsFor(operation),
            configuration: (key) => (key.endsWith('.url') ? 'http://service.example/base' : undefined),
          });
          const base = baseUrl(call, serviceKey(call, description, document), operation);
          const none = new Map<string, string>();
          const parts = await buildRequest(call, operation);
          const request = completeRequest(parts, base, { headers: none, query: none, cookies: none });
          expect(request.url.href).toMatch(/^http:\/\/service\.example\/base\//);
          securitySchemes(operation, call.configuration);
          const answer = {
            status: 200,
            statusText: '',
            rawHeaders: [['Content-Type', 'application/json']] as const,
            body: Buffer.from('{"a":[1]}'),
          };
          resultOf(operation, request, answer);
          built += 1;
        }
      }
      expect(built).toBeGreaterThan(0);
    });
  },
);
