import v8 from 'node:v8';

/**
 * Leaves PostgreSQL as V8's quick compiler makes it: PGlite's code is 9 MB, and optimising what runs often takes half of the
 * processor time of a start and 300 MB that stay, for a fifth more of short runs a second.
 *
 * It holds for all WebAssembly of the process from then on, which in the command is only a parser of HTTP. V8 looks at these flags
 * whenever it compiles a function, so they cannot be set for PGlite alone.
 */
export function compileQuicklyOnly(): void {
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) v8.setFlagsFromString(flag);
}
