/** The module of a process that embeds the engine (`engine.process.mjs`). */
export const ENGINE = new URL('engine.process.mjs', import.meta.url);
