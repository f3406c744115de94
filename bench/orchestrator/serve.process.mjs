// `orchestrator serve` in a process that ends with the one that started it.
import { run } from '../../packages/cli/bin/run.mjs';

process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
await run(process.argv.slice(2));
process.exit();
