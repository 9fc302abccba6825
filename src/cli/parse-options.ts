import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../../config/duration.ts';
import { primaryLanguage } from '../model/primary-language.ts';

/** A whole number from 1, for commander. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('Write a whole number, 1 or more.');
  return count;
}

/** A number from 0 to 1, for commander. */
export function parseShare(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) throw new InvalidArgumentError('Write a number from 0 to 1.');
  return share;
}

/** A moment: an ISO 8601 date or time, or a duration before now (`24h`, `7d`). For commander. */
export function parseSince(text: string): Date {
  const durationMs = parseDuration(text);
  if (durationMs !== null) return new Date(Date.now() - durationMs);
  const at = new Date(text);
  const [day = ''] = /^\d{4}-\d\d-\d\d/.exec(text) ?? [];
  const isDay = day !== '' && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  if (!isDay || Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError('Write a date (2026-03-01), a time (2026-03-01T10:00Z) or a duration (24h, 7d).');
  }
  return at;
}

/** A language by its code in ISO 639, for commander; of a longer tag its beginning counts. */
export function parseLanguage(text: string): string {
  const language = primaryLanguage(text);
  if (language === null) throw new InvalidArgumentError('Write a code such as en, de or zh.');
  return language;
}

/** A port, 0 to 65535, for commander. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Write a port, 0 to 65535.');
  return port;
}
