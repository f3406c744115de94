import { compile } from '@orchestrator/jq';
import { CONDITIONS, CONSTANTS, FUNCTIONS } from './order.mjs';

const compileAll = (sources) =>
  Object.fromEntries(
    Object.entries(sources).map(([name, source]) => {
      const filter = compile(source, { dialect: 'jackson' });
      return [name, (data) => filter.one(data)];
    }),
  );
const functions = compileAll(FUNCTIONS);
const conditions = compileAll(CONDITIONS);

/** The workflow as a careful author would write it in JavaScript over the same jq programs. Answers the final data. */
export function orderByHand(input) {
  let data = { ...input, ...CONSTANTS.Defaults };
  if (!conditions.empty(data)) {
    data = priced(data);
    data = checked(data);
    if (!conditions.refused(data) && !conditions.beyond(data)) {
      data = shipped({ ...data, ...CONSTANTS.Zone });
      if (conditions.payable(data)) data = { ...data, ...CONSTANTS.Payment };
    }
  }
  return set(data, 'summary');
}

function priced(data) {
  let next = set({ ...data, lines: each(data, data.items, 'line') }, 'subtotal');
  if (conditions.large(next)) next = { ...next, ...CONSTANTS.Volume };
  return set(set(next, 'rate'), 'discount');
}

function checked(data) {
  const { credit, limit } = set(set(data, 'credit'), 'limit');
  const { stock, reserve } = set(set(data, 'stock'), 'reserve');
  return { ...data, credit, limit, stock, reserve };
}

function shipped(data) {
  const weighed = set(data, 'weight');
  let next = { ...weighed, parcels: each(weighed, weighed.lines, 'parcel') };
  if (conditions.heavy(next)) next = { ...next, ...CONSTANTS.Express };
  next = set(set(next, 'freight'), 'tax');
  const papers = {
    invoice: functions.invoice(next),
    label: functions.label(next),
    mail: functions.mail(next),
  };
  return set({ ...next, ...papers }, 'total');
}

function set(data, name) {
  return { ...data, [name]: functions[name](data) };
}

function each(data, items, name) {
  return items.map((item) => functions[name]({ item, ...data }));
}
