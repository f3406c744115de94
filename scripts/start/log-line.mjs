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

/** What the person at the terminal sees of it: workflow output, warnings and errors; undefined for the rest. */
export function shown(entry, time = new Date()) {
  const { level, message, plugin } = entry;
  const wanted = level === 'warn' || level === 'error' || (level === 'info' && plugin === 'orchestrator');
  if (!wanted || entry.isAuditEvent || entry.type === 'incomingRequest') return undefined;
  const mark = level === 'info' ? '' : `${level === 'warn' ? 'warning' : 'error'}: `;
  const from = plugin && plugin !== 'orchestrator' ? `${plugin}: ` : '';
  return `${time.toTimeString().slice(0, 8)}  ${from}${mark}${firstLine(message)}`;
}

/** The sentence in an error message: neither its stack nor the wrapping around its cause. */
export function sentence(message) {
  const line = firstLine(message);
  const cause = line.lastIndexOf('caused by ');
  return (cause < 0 ? line : line.slice(cause + 'caused by '.length)).replace(/^(\w*Error): /, '').trim();
}

const firstLine = (message) => message.split(/\n\s+at |\n/)[0];
