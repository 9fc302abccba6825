import { monthNumber } from './month-names.ts';

/** Zones that dates name, in minutes east of Greenwich; of two with one name, the one that is met in feeds. */
const ZONES: Record<string, number> = {
  ...{ Z: 0, UT: 0, UTC: 0, GMT: 0, WET: 0, BST: 60, CET: 60, MEZ: 60, WEST: 60, CEST: 120, MESZ: 120, EET: 120 },
  ...{ SAST: 120, IDT: 180, EEST: 180, MSK: 180, TRT: 180, EAT: 180, WAT: 60, CAT: 120, GST: 240, PKT: 300, IST: 330 },
  ...{ NPT: 345, BDT: 360, ICT: 420, WIB: 420, HKT: 480, SGT: 480, PHT: 480, AWST: 480, JST: 540, KST: 540, WIT: 540 },
  ...{ AEST: 600, AEDT: 660, ACST: 570, ACDT: 630, NZST: 720, NZDT: 780, ART: -180, BRT: -180, AST: -240, ADT: -180 },
  ...{ EST: -300, EDT: -240, ET: -300, CST: -360, CDT: -300, CT: -360, MST: -420, MDT: -360, MT: -420, PST: -480 },
  ...{ PDT: -420, PT: -480, AKST: -540, AKDT: -480, HST: -600, NST: -210, NDT: -150 },
};

type Day = [year: number, month: number, day: number];

/** Dates are shorter than this. */
const LONGEST = 120;
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** What nearly all sitemaps write, which the machine reads itself; days that not every month has are looked at closer. */
const PLAIN =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-][01]\d:[0-5]\d))?$/;
const CLOCK =
  /(?:^|[^\d])(오전|오후|上午|下午|午前|午後)? ?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\b\.?)?/i;
const COMPACT_CLOCK = /^\d{4}-?\d{2}-?\d{2}T(\d{2})(\d{2})(\d{2})?/;

/**
 * A date of a feed or sitemap as ISO 8601 in UTC; `null` when it is none. W3C dates and RFC 3339, RFC 822 and 2822,
 * asctime, ISO 8601's ordinal and week dates, with months in the words of many languages. A time without a zone is
 * taken for UTC, never for the zone of this machine; `2/3/2022`, which is two days, for none.
 */
export function parseDate(text: string | null | undefined): string | null {
  const value = text?.slice(0, LONGEST).trim().replace(/\s+/g, ' ') ?? '';
  if (PLAIN.test(value)) return new Date(value).toISOString();
  if (!/\d/.test(value)) return null;
  const epoch = /^\d{10}(?:\d{3})?$/.test(value);
  if (epoch) return new Date(Number(value.slice(0, 10)) * 1000).toISOString();
  const day = readYearFirst(value.replace(/^\p{L}+\.?, ?/u, '')) ?? readWordyDay(value) ?? readNumericDay(value);
  if (day === null) return null;
  const dayAt = Date.UTC(...([day[0], day[1] - 1, day[2]] as Day));
  const clockMs = readClock(value);
  if (Number.isNaN(dayAt) || clockMs === null || !isDay(dayAt, day)) return null;
  const at = dayAt + clockMs - readZone(value) * MINUTE_MS;
  return new Date(at).toISOString();
}

function isDay(at: number, [year, month, day]: Day): boolean {
  const date = new Date(at);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** `2022`, `2022-02`, `2022-02-11`, `20220211`, `2022-042`, `2022-W06-5`, `2022. február 11.`, `2022년 2월 11일`. */
function readYearFirst(value: string): Day | null {
  const week = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?(?!\d)/.exec(value);
  if (week !== null) return dayOfWeek(Number(week[1]), Number(week[2]), Number(week[3] ?? 1));
  const ordinal = /^(\d{4})-?(\d{3})(?=$|[T ])/.exec(value);
  if (ordinal !== null) return dayFrom(Date.UTC(Number(ordinal[1]), 0, 1), Number(ordinal[2]) - 1);
  const compact = /^(\d{4})(\d{2})(\d{2})(?=$|[T ]|\d{6}$)/.exec(value);
  if (compact !== null) return toDay(compact);
  const wordy = /^(\d{4})\.?[- ]{0,2}(\p{L}[\p{L}\p{M}]{2,})\.?[- ]?(\d{1,2})(?!\d)/u.exec(value);
  const month = wordy === null ? null : monthNumber(wordy[2] ?? '');
  if (wordy !== null && month !== null) return [Number(wordy[1]), month, Number(wordy[3])];
  const apart = /^(\d{4})(?:[-/.年년] ?(\d{1,2})(?:[-/.月월] ?(\d{1,2}))?)?(?=$|[T ,.日일Z]|[+-]\d{2}:)/.exec(value);
  return apart === null ? null : toDay(apart);
}

function toDay([, year, month = '1', day = '1']: RegExpExecArray): Day {
  return [Number(year), Number(month), Number(day)];
}

/** ISO 8601: week 1 is the one with the fourth of January; days count from Monday. */
function dayOfWeek(year: number, week: number, day: number): Day {
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
  return dayFrom(monday, (week - 1) * 7 + day - 1);
}

function dayFrom(at: number, days: number): Day {
  const date = new Date(at + days * DAY_MS);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

/** `Fri, 11 Feb 2022`, `11-Feb-22`, `February 11, 2022`, `Fri Feb 11 12:05:00 MSK 2022`. */
function readWordyDay(value: string): Day | null {
  for (const found of value.matchAll(/\p{L}[\p{L}\p{M}]{2,}/gu)) {
    const month = monthNumber(found[0]);
    if (month === null) continue;
    const before = value.slice(0, found.index);
    const after = value.slice(found.index + found[0].length);
    const dayFirst = /(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th|\.|º)?(?:[- ]| de )?$/i.exec(before);
    const yearAfter = /^\.?,?(?:[- ]| de )?(\d{4}|\d{2})(?![\d:])/i.exec(after);
    if (dayFirst !== null && yearAfter !== null) return [fullYear(yearAfter[1]), month, Number(dayFirst[1])];
    const dayAfter = /^\.? ?(\d{1,2})(?:st|nd|rd|th)?(?![\d:])/i.exec(after);
    const yearLast = /(?:^|[^\d:+-])(\d{4})(?!\d)/.exec(after);
    if (dayAfter !== null && yearLast !== null) return [fullYear(yearLast[1]), month, Number(dayAfter[1])];
  }
  return null;
}

/** `11.2.2022` is the day first; of `11/22/2022` the greater number is the day, and `2/3/2022` could be either. */
function readNumericDay(value: string): Day | null {
  const found = /^(?:\p{L}+\.?,? )?(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/u.exec(value);
  if (found === null) return null;
  const [first, second, year] = [Number(found[1]), Number(found[3]), Number(found[4])];
  if (found[2] === '.' || first > 12) return [year, second, first];
  if (second > 12) return [year, first, second];
  return first === second ? [year, first, second] : null;
}

/** RFC 2822 § 4.3. */
function fullYear(written = ''): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

/** Milliseconds since midnight; 0 without a clock, `null` for a time that no clock shows. */
function readClock(value: string): number | null {
  const compact = COMPACT_CLOCK.exec(value);
  const [half = '', hours, minutes, seconds = '0', suffix = ''] =
    CLOCK.exec(value)?.slice(1) ?? (compact === null ? [] : ['', ...compact.slice(1)]);
  if (hours === undefined) return 0;
  const hour = hourOf(Number(hours), `${half}${suffix}`);
  // A second is inserted at times (RFC 3339 § 5.7), and a day may end at 24:00 (ISO 8601).
  const isClock =
    Number(minutes) < 60 && Number(seconds) <= 60 && (hour < 24 || (hour === 24 && Number(minutes) === 0));
  return isClock ? ((hour * 60 + Number(minutes)) * 60 + Math.min(59, Number(seconds))) * 1000 : null;
}

function hourOf(hour: number, half: string): number {
  if (/^(?:p|오후|下午|午後)/i.test(half)) return hour < 12 ? hour + 12 : hour;
  return /^(?:a|오전|上午|午前)/i.test(half) && hour === 12 ? 0 : hour;
}

/** Minutes east of Greenwich. */
function readZone(value: string): number {
  const offset = /(?:\d|[A-Z]| )([+-])(\d{2}):?(\d{2})?(?: ?\(.*\)|Z)?(?: \d{4})?$/i.exec(value);
  const isOffset = offset !== null && /\d:\d{2}|T\d{4}|^\d{4}-\d{2}-\d{2}$/.test(value.slice(0, offset.index + 1));
  if (isOffset && offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return offset[1] === '-' ? -minutes : minutes;
  }
  const short = /(?:GMT|UTC) ?([+-])(\d{1,2})$/i.exec(value);
  if (short !== null) return Number(`${short[1]}${short[2]}`) * 60;
  const named = /(?:\d|[ap]\.?m\.?) ?\(?([A-Z]{1,5})\)?(?: \d{4})?$/i.exec(value)?.[1]?.toUpperCase();
  return ZONES[named ?? ''] ?? 0;
}
