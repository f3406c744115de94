const { isMainThread } = require('node:worker_threads');

// Loaded into the backend before anything else. The starting script holds the other end of standard input: when it is
// gone, however it ended, the backend ends as well instead of keeping ports and the database for itself. Threads load
// this file too; their input is not the process's.
if (isMainThread) {
  process.stdin.resume();
  process.stdin.unref?.();
  process.stdin.on('close', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 1500).unref();
  });
}
