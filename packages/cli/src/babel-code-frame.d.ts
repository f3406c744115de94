/** The part of the package that is used here; it brings no types. */
declare module '@babel/code-frame' {
  /** The lines around a place, numbered, with a mark below it. Lines and columns start at 1. */
  export function codeFrameColumns(
    text: string,
    place: { readonly start: { readonly line: number; readonly column: number } },
    options?: { readonly linesAbove?: number; readonly linesBelow?: number },
  ): string;
}
