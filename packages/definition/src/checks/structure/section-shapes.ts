import { filledText, flag, listOf, object, oneOf, orText, refer, text } from './shape.js';
import type { Shape } from './shape.js';
import { workflowTimeouts } from './timeout-shapes.js';

const functions = listOf(
  object(
    'A function',
    {
      name: filledText,
      operation: filledText,
      type: oneOf('rest', 'asyncapi', 'rpc', 'graphql', 'odata', 'expression', 'custom'),
      authRef: filledText,
      metadata: refer('metadata'),
    },
    { needs: ['name', 'operation'] },
  ),
  1,
);

const events = listOf(
  object(
    'An event',
    {
      name: filledText,
      source: text,
      type: text,
      kind: oneOf('consumed', 'produced'),
      correlation: listOf(
        object(
          'A correlation',
          { contextAttributeName: filledText, contextAttributeValue: filledText },
          { needs: ['contextAttributeName'] },
        ),
        1,
      ),
      dataOnly: flag,
      metadata: refer('metadata'),
    },
    {
      needs: ['name', 'type'],
      // The runtime sets the source of what it produces.
      if: { properties: { kind: { const: 'produced' } }, required: ['kind'] },
      else: { specNeeds: ['source'] },
    },
  ),
  1,
);

const errors = listOf(
  object('An error', { name: filledText, code: filledText, description: text }, { needs: ['name'] }),
  1,
);

const retries = listOf(
  object(
    'A retry policy',
    {
      name: filledText,
      delay: filledText,
      maxDelay: filledText,
      increment: filledText,
      multiplier: { type: ['number', 'string'], minimum: 0, minLength: 1 },
      maxAttempts: { type: ['number', 'string'], minimum: 0, minLength: 1 },
      jitter: { type: ['number', 'string'], minimum: 0, maximum: 1, minLength: 1 },
    },
    { needs: ['name'], specNeeds: ['maxAttempts'] },
  ),
  1,
);

const credential = { metadata: refer('metadata') };

/** The properties of each scheme (specification 0.8, section A13). */
const schemes: { readonly [scheme: string]: Shape } = {
  basic: object(
    'Basic authentication',
    { username: filledText, password: filledText, ...credential },
    { wants: ['username', 'password'] },
  ),
  bearer: object('Bearer authentication', { token: filledText, ...credential }, { wants: ['token'] }),
  oauth2: object(
    'OAuth2 authentication',
    {
      authority: filledText,
      grantType: oneOf('password', 'clientCredentials', 'tokenExchange'),
      clientId: filledText,
      clientSecret: filledText,
      scopes: listOf(text, 1),
      username: filledText,
      password: filledText,
      audiences: listOf(text, 1),
      subjectToken: filledText,
      requestedSubject: filledText,
      requestedIssuer: filledText,
      ...credential,
    },
    { wants: ['grantType', 'clientId'] },
  ),
};

const auth = listOf(
  {
    type: 'object',
    noun: 'An auth definition',
    properties: {
      name: filledText,
      scheme: oneOf(...Object.keys(schemes)),
      properties: { type: ['string', 'object'] },
    },
    needs: ['name', 'properties'],
    allOf: Object.entries(schemes).map(([scheme, shape]) => ({
      if: {
        properties: { scheme: { const: scheme }, properties: { type: 'object' } },
        // Basic is the scheme of a definition that names none.
        required: scheme === 'basic' ? ['properties'] : ['properties', 'scheme'],
      },
      then: { properties: { properties: shape } },
    })),
  },
  1,
);

/** The sections that may also stand in a file of their own (specification 0.8, section A1). */
export const sections = {
  functions,
  events,
  errors,
  retries,
  auth,
  timeouts: workflowTimeouts,
  secrets: listOf(filledText, 1),
  constants: { type: 'object' },
} as const satisfies { readonly [name: string]: Shape };

/** Name of a section that may stand in a file of its own. */
export type SectionName = keyof typeof sections;

/** Every section with its name, as a document has it: written out, or the address of a file. */
export const documentSections: { readonly [name: string]: Shape } = Object.fromEntries(
  Object.entries(sections).map(([name, shape]: [string, Shape]) => [
    name,
    shape.type === 'array' || shape.type === 'object' ? orText(shape) : shape,
  ]),
);
