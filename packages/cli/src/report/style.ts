import { styleText } from 'node:util';

/** Colours a text, or leaves it as it is. */
export type Style = (format: 'red' | 'yellow' | 'green' | 'cyan' | 'bold' | 'dim', text: string) => string;

/** Colours for terminals; none when the output goes elsewhere, or nobody wants them. */
export function styleFor(colours: boolean): Style {
  // Whether there are colours is decided by the caller, once.
  return colours ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;
}
