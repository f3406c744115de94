/** How many copies of each input take turns. */
const COPIES = 4;

/** The sizes in bytes of the inputs' JSON text, by the name that the table shows. */
export const SIZES = { '200 B': 200, '10 kB': 10_000 };

function item(number) {
  // Quarters add up exactly, so that every contender finds the same sum.
  return { sku: `p-${String(number).padStart(4, '0')}`, price: ((number * 37) % 80) / 4, count: number % 5 };
}

/** A document with as many items as fit into so many bytes; a note makes up the rest. */
function documentOf(bytes) {
  const document = { a: { b: 42 }, b: 'workflow', x: 'a', items: [], note: '' };
  const size = () => JSON.stringify(document).length;
  while (size() <= bytes) document.items.push(item(document.items.length));
  document.items.pop();
  document.note = '.'.repeat(bytes - size());
  return JSON.stringify(document);
}

/** Equal inputs of that size, each parsed on its own as data from outside is. */
export function inputsOf(bytes) {
  const text = documentOf(bytes);
  return Array.from({ length: COPIES }, () => JSON.parse(text));
}
