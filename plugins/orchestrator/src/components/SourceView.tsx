import styles from './SourceView.module.css';

/** A text file with line numbers; scrolls inside its card and can be focused to scroll with the keyboard. */
export function SourceView({ text, label }: { text: string; label: string }) {
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    // A region that scrolls must be focusable, so that the keyboard can scroll it.
    <pre className={styles['source']} tabIndex={0} role="region" aria-label={label}>
      <code>
        {lines.map((line, index) => (
          <span key={index} className={styles['line']} data-kind={kindOf(line)}>
            {`${line}\n`}
          </span>
        ))}
      </code>
    </pre>
  );
}

function kindOf(line: string): string {
  return line.trimStart().startsWith('#') ? 'comment' : 'text';
}
