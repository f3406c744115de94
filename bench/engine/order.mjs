import { loadDefinition, StoredResources } from '@orchestrator/definition';

/** The jq programs of the workflow's functions, by name: each one's result lands in the data under that name. */
export const FUNCTIONS = {
  line: '{sku: .item.sku, sum: (.item.price * .item.count)}',
  subtotal: '[.lines[] | .sum] | add',
  rate: 'if .subtotal > 500 then 0.25 else 0.125 end',
  discount: '.subtotal * .rate',
  credit: 'if .customer.since < 2020 then "good" else "unknown" end',
  limit: '.customer.limit - .discount',
  stock: '[.items[] | select(.count > 3) | .sku]',
  reserve: '.stock | length',
  weight: '[.items[] | .count * 2] | add',
  parcel: '"\\(.item.sku) for \\(.item.sum)"',
  freight: '.weight * 0.5 + .zone.base',
  tax: '(.subtotal - .discount) * 0.25',
  invoice: '{to: .customer.name, lines: (.lines | length)}',
  label: '"\\(.customer.name), \\(.zone.name)"',
  mail: '.customer.name | ascii_downcase',
  total: '.subtotal - .discount + .freight + .tax',
  summary: '{name: .customer.name, total, parcels: (.parcels | length)}',
};

/** The conditions of the workflow's switches. */
export const CONDITIONS = {
  empty: '.items | length == 0',
  large: '.subtotal > 400',
  refused: '.credit == "bad"',
  beyond: '.limit < 0',
  heavy: '.weight > 20',
  payable: '.total > 0',
};

/** What the workflow's inject states add, by name of the state. */
export const CONSTANTS = {
  Defaults: { currency: 'EUR', express: false, notes: [] },
  Volume: { class: 'large', priority: 2 },
  Zone: { zone: { name: 'north', base: 4 } },
  Express: { express: true },
  Payment: { payment: { method: 'invoice', days: 30 } },
};

const action = (name) => ({ functionRef: name, actionDataFilter: { toStateData: `.${name}` } });
const branch = (name, functions) => ({ name, actions: functions.map(action) });
const inject = (name) => ({ name, type: 'inject', data: CONSTANTS[name] });
const operation = (name, functions) => ({ name, type: 'operation', actions: functions.map(action) });
const parallel = (name, branches) => ({
  name,
  type: 'parallel',
  branches: Object.entries(branches).map(([own, functions]) => branch(own, functions)),
});
const each = (name, mode, list, into, functionName) => ({
  name,
  type: 'foreach',
  mode,
  inputCollection: list,
  iterationParam: 'item',
  outputCollection: into,
  actions: [{ functionRef: { refName: functionName, arguments: { item: '${ .item }' } } }],
});
const choose = (name, ways, otherwise) => ({
  name,
  type: 'switch',
  dataConditions: Object.entries(ways).map(([condition, to]) => ({
    condition: CONDITIONS[condition],
    transition: to,
  })),
  defaultCondition: { transition: otherwise },
});

/** Twenty states; with the benchmark's data every one of them is entered. */
const STATES = [
  inject('Defaults'),
  choose('Any', { empty: 'Closed' }, 'Lines'),
  each('Lines', 'sequential', '.items', '.lines', 'line'),
  operation('Subtotal', ['subtotal']),
  choose('Size', { large: 'Volume' }, 'Rate'),
  inject('Volume'),
  operation('Rate', ['rate', 'discount']),
  parallel('Checks', { Credit: ['credit', 'limit'], Stock: ['stock', 'reserve'] }),
  choose('Approved', { refused: 'Closed', beyond: 'Closed' }, 'Zone'),
  inject('Zone'),
  operation('Weight', ['weight']),
  each('Parcels', 'parallel', '.lines', '.parcels', 'parcel'),
  choose('Carrier', { heavy: 'Express' }, 'Costs'),
  inject('Express'),
  operation('Costs', ['freight', 'tax']),
  parallel('Papers', { Invoice: ['invoice'], Label: ['label'], Mail: ['mail'] }),
  operation('Total', ['total']),
  choose('Payable', { payable: 'Payment' }, 'Closed'),
  inject('Payment'),
  operation('Closed', ['summary']),
];

/**
 * Compiles the workflow.
 *
 * @param inside - true: its functions are expressions; false: they are calls to the outside
 */
export async function compileOrder(inside) {
  const document = {
    id: 'order',
    version: '1.0',
    functions: Object.entries(FUNCTIONS).map(([name, source]) =>
      inside
        ? { name, type: 'expression', operation: source }
        : { name, type: 'custom', operation: `rest:post:http://localhost/${name}` },
    ),
    states: STATES.map((state, at) => ({ ...state, ...next(state, STATES[at + 1]) })),
  };
  const resources = new StoredResources(new Map());
  const { program, findings } = await loadDefinition('order.sw.json', JSON.stringify(document), resources);
  if (!program) throw new Error(JSON.stringify(findings, null, 2));
  return program;
}

function next({ type }, following) {
  if (following === undefined) return { end: true };
  return type === 'switch' ? {} : { transition: following.name };
}
