/** The programs with what a careful author would write by hand in their place: the ceiling. */
export const PROGRAMS = [
  { source: '.a.b', byHand: (input) => input.a.b },
  { source: '{x: .a, y: (.b|length)}', byHand: (input) => ({ x: input.a, y: input.b.length }) },
  {
    source: '.items | map(select(.price > 10)) | length',
    byHand: (input) => {
      let count = 0;
      for (const item of input.items) if (item.price > 10) count++;
      return count;
    },
  },
  { source: 'if .x == "a" then 1 else 2 end', byHand: (input) => (input.x === 'a' ? 1 : 2) },
  {
    source: 'reduce .items[] as $i (0; . + $i.price) | "total \\(.)"',
    byHand: (input) => {
      let total = 0;
      for (const item of input.items) total += item.price;
      return `total ${total}`;
    },
  },
];
