/** One line of the backend's output: Backstage writes JSON, anything else is text from Node or a library. */
export function readLogLine(text) {
  try {
    const entry = JSON.parse(text);
    if (entry && typeof entry.message === 'string' && typeof entry.level === 'string') return entry;
  } catch {
    // Not JSON.
  }
  return { level: 'text', message: text };
}

// True, but of no use to the person at the terminal of a portal on their own machine.
const expected = /^(backend\.baseUrl is set to a localhost URL|Created new signing key)/;

/** What the person at the terminal sees of it: workflow output, warnings and errors; undefined for the rest. */
export function shown(entry, time = new Date()) {
  const { level, message, plugin } = entry;
  const wanted = level === 'warn' || level === 'error' || (level === 'info' && plugin === 'orchestrator');
  if (!wanted || entry.isAuditEvent || expected.test(message)) return undefined;
  const mark = level === 'info' ? '' : `${level === 'warn' ? 'warning' : 'error'}: `;
  const from = plugin && plugin !== 'orchestrator' ? `${plugin}: ` : '';
  return `${time.toTimeString().slice(0, 8)}  ${from}${mark}${firstLine(message)}`;
}

/** True when the line says that the backend gave up starting, although its process may still be there. */
export function isStartFailure(entry) {
  return (
    entry.level === 'error' && (entry.name === 'BackendStartupError' || /startup failed/i.test(entry.message))
  );
}

// What Backstage wraps around the sentence that matters.
const wrapping =
  /^(?:[^]*caused by |[^]*, [Ee]rror: |Plugin '[^']*' threw an error during startup, waiting for .*? shutting down the process\. )?(?:\w*Error: )?/;

/** The sentences in a failure to start: neither stacks nor the wrapping around each cause. */
export function startErrors(message) {
  const causes = message.split('\n').filter((line) => line.includes('caused by '));
  const lines = causes.length > 0 ? causes : [firstLine(message)];
  return lines.map((line) => line.replace(wrapping, '').trim());
}

const firstLine = (message) => message.split(/\n\s+at |\n/)[0];
