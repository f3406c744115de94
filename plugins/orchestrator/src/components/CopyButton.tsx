import { useEffect, useState } from 'react';
import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';

/** Milliseconds for which the button says that it has copied. */
const CONFIRMATION_MS = 2000;

/** Puts a text on the clipboard and confirms it in place. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <ButtonIcon
      variant="tertiary"
      size="small"
      aria-label={copied ? 'Copied' : label}
      icon={copied ? <RiCheckLine size={14} /> : <RiFileCopyLine size={14} />}
      onPress={() => void copy()}
    />
  );
}
