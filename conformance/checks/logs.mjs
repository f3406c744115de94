import { Mismatch } from '../mismatch.mjs';
import { eventually } from '../patience.mjs';

/** How long a line may take to appear, in seconds. */
const PATIENCE = 5;

/** Checks that lines with these levels and texts were logged. */
export async function checkLogs(application, expected) {
  for (const { level, text, textContains = text } of expected) {
    await eventually(PATIENCE, () => {
      const found = application
        .lines()
        .some((line) => line.message.includes(textContains) && (level === undefined || line.level === level));
      if (!found) throw new Mismatch('logs', { level, text: textContains }, lastLines(application));
    });
  }
}

function lastLines(application) {
  return application
    .lines()
    .slice(-10)
    .map(({ level, message }) => `${level} ${message}`);
}
