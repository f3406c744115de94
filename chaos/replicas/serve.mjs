// `node replicas/serve.mjs OPTION …`: `orchestrator serve` as it is installed from a registry, without the look at sources
// that a clone of the repository begins with.
import { run } from '../../packages/cli/bin/run.mjs';

await run(['serve', ...process.argv.slice(2)]);
