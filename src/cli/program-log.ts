import pino, { type Logger } from 'pino';
import { tameLines } from '../model/tame-text.ts';

/** The program's log, on standard error: lines of JSON for programs, plain lines for a person at a terminal. */
export function openLog(level: string, isForPeople: boolean): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } };
  if (!isForPeople) return pino(options, pino.destination({ fd: 2, sync: true }));
  return pino(options, { write: (line: string) => void process.stderr.write(`${tameLines(describeLine(line))}\n`) });
}

/** What a log needs of an error; drivers hang their connections' settings on theirs. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = (error as NodeJS.ErrnoException).code;
  return { name, message, ...(code === undefined ? {} : { code }), stack };
}

const LEVELS: Record<number, string> = { 40: 'warning: ', 50: 'error: ', 60: 'error: ' };

/** A line of the log as a person reads it: time, message, and its fields. Falls back to the line itself. */
export function describeLine(line: string): string {
  try {
    const { level, time, msg, err, ...fields } = JSON.parse(line);
    const told = Object.entries(fields)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
    const cause = err === undefined ? [] : [`(${err.message})`];
    return [`${String(time).slice(11, 19)} ${LEVELS[level] ?? ''}${msg}`, ...told, ...cause].join(' ');
  } catch {
    return line.trimEnd();
  }
}
