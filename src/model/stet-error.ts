/**
 * An error whose message is a sentence for the person at the terminal: what, where, and what to do. The command line
 * prints it without a stack and ends with `exitCode`: 1, it failed; 2, wrong usage or configuration.
 */
export class StetError extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, options: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'StetError';
    this.exitCode = options.exitCode ?? 1;
  }
}
