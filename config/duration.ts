const MS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const UNITS = ['w', 'd', 'h', 'm', 's', 'ms'] as const;

/** Each unit at most once, from the largest to the smallest: `90s`, `1h30m`, `30d`. Also the pattern in the JSON Schemas. */
export const DURATION_PATTERN = '^(?=\\d)(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?$';

/** Longer than any archive lives; beyond it dates would leave the range of `Date`. */
const LONGEST_MS = 100 * 365 * MS.d;

/** Milliseconds of a duration such as `5m` or `1h30m`; `null` for anything else, and for more than a hundred years. */
export function parseDuration(text: string): number | null {
  const match = new RegExp(DURATION_PATTERN).exec(text);
  if (match === null) return null;
  const total = UNITS.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * MS[unit], 0);
  return total <= LONGEST_MS ? total : null;
}
