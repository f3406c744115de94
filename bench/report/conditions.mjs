import { machine } from './json-file.mjs';

/** Prints what all figures on a database depend on. */
export function printConditions(settings) {
  const { cpu, cores, node } = machine();
  const told = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  console.log(
    `${cpu}, Node ${node}. Load, engine, called services and database share ${cores} cores.\nPostgreSQL: ${told.join(', ')}.`,
  );
}
