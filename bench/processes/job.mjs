/**
 * Lets this process do the jobs of the one that started it.
 *
 * @param jobs - functions by the name of a job
 * @param end - what is left to do once nobody can ask any more
 */
export function serveJobs(jobs, end = async () => undefined) {
  process.on('message', async (job) => {
    try {
      process.send({ result: await jobs[job.name](job) });
    } catch (error) {
      process.send({ failure: String(error?.stack ?? error) });
    }
  });
  process.on('disconnect', async () => {
    await end();
    process.exit();
  });
}
