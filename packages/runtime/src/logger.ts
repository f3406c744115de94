/** Where the runtime tells what it does; Backstage's LoggerService fits. */
export interface Logger {
  error(message: string, meta?: Record<string, string | number | boolean>): void;
  warn(message: string, meta?: Record<string, string | number | boolean>): void;
  info(message: string, meta?: Record<string, string | number | boolean>): void;
  debug(message: string, meta?: Record<string, string | number | boolean>): void;
}
