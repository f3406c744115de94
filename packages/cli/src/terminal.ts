/** Where a command is given and where it answers. */
export interface Terminal {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** True: text on standard output may be coloured. */
  readonly colours: boolean;
  /** Width of the terminal in columns, for the help. */
  readonly columns: number;
  /** Writes to standard output: the result. */
  out(text: string): void;
  /** Writes to standard error: what is said beside the result. */
  err(text: string): void;
  /** Resolves the next time that whoever runs the command wants it to end; until it is called, signals end the process as usual. */
  untilStopped(): Promise<void>;
}
