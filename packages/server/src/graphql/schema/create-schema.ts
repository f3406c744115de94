import { buildSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { defineScalars } from '../scalars.js';
import { additions } from './additions.js';
import { filterInputs } from './filter-inputs.js';
import { objectTypes } from './object-types.js';
import { orderInputs } from './order-inputs.js';
import { rootTypes } from './root-types.js';

const scalars = 'scalar DateTime\nscalar JSON\nscalar Long\nscalar BigDecimal\n';

/** The executable schema; resolvers come with the root value. */
export function createSchema(): GraphQLSchema {
  const texts = [scalars, rootTypes, objectTypes, filterInputs, orderInputs, additions];
  const schema = buildSchema(texts.join('\n'));
  defineScalars(schema);
  return schema;
}
