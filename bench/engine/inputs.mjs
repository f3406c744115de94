/** How many copies of each input take turns. */
const COPIES = 4;

/** An order of eight items. */
export const ORDER = {
  customer: { name: 'Ada', since: 2015, limit: 10_000 },
  // Whole prices and shares of a power of two add up exactly, in whatever way they are computed.
  items: Array.from({ length: 8 }, (_, at) => ({ sku: `p-${at}`, price: 8 * at + 4, count: (at % 5) + 1 })),
};

/** The bytes of the data's JSON text in the snapshot rows, by the name that the table shows. */
export const SIZES = { '1 kB': 1_000, '10 kB': 10_000, '100 kB': 100_000 };

/** The order with so much beside it that its JSON text has that many bytes. */
export function orderOf(bytes) {
  const order = { ...ORDER, records: [], note: '' };
  const size = () => JSON.stringify(order).length;
  while (size() <= bytes) {
    const number = order.records.length;
    order.records.push({ number, text: `record ${number}`, open: number % 2 === 0, share: number / 8 });
  }
  order.records.pop();
  order.note = '.'.repeat(bytes - size());
  return order;
}

/** Equal inputs, each parsed on its own as data from outside is. */
export function copies(value) {
  const text = JSON.stringify(value);
  return Array.from({ length: COPIES }, () => JSON.parse(text));
}
