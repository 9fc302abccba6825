const ISO =
  /(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}|[A-Z]{2,4})?)?/i;
/** `2024-05-09 HKT 18:12`: the zone before the time. */
const ZONE_BETWEEN = /(\d{4}-\d{1,2}-\d{1,2})\s([A-Z]{3,4})\s(\d{1,2}:\d{2}(?::\d{2})?)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/;
const DAY_FIRST = /\b(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[.\s]+(?:de |of |d['’])?([\p{L}]{3,})\.?,?(?: de)?\s+(\d{4})/iu;
const MONTH_FIRST = /(?<!\p{L})([\p{L}]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/iu;
const YEAR_FIRST_WORDS = /\b(\d{4})\s(?:m\.|\.|gada)?\s?([\p{L}]{3,})\s(\d{1,2})\b/iu;
const NUMERIC = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2}(?!\d|[.:]))/;
const SLASHED = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/;
const YEAR_FIRST = /\b(\d{4})\s?[.年년/]\s?(\d{1,2})\s?[.月월/]\s?(\d{1,2})/;
const CLOCK =
  /\b(\d{1,2})\s?(?:[:.h時시]|Uhr\s)\s?(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?(?:[\s(]*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Z]{2,4})\b)?/i;

/** Lines with dates are shorter than this. */
const LONGEST_LINE = 300;

/** Names of zones whose offset is known, some with the place whose clocks say which of two it is. */
const ZONES: Record<string, string> = {
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  cdt: 'America/Chicago',
  mdt: 'America/Denver',
  hst: 'Pacific/Honolulu',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  mez: 'Europe/Berlin',
  mesz: 'Europe/Berlin',
  eet: 'Europe/Kyiv',
  eest: 'Europe/Kyiv',
  bst: 'Europe/London',
  msk: 'Europe/Moscow',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  hkt: 'Asia/Hong_Kong',
  sgt: 'Asia/Singapore',
  wib: 'Asia/Jakarta',
  sast: 'Africa/Johannesburg',
  eat: 'Africa/Nairobi',
  wat: 'Africa/Lagos',
  aest: 'Australia/Brisbane',
  aedt: 'Australia/Sydney',
  nzst: 'Pacific/Auckland',
  nzdt: 'Pacific/Auckland',
};

/** Beginnings of month names in the languages of the papers that write dates in words. */
const MONTHS: RegExp[] = [
  /^(?:jan|xan|gen|ene|янв|січ|stycz|tammi|led|ocak|oca|ian|sau|siječ|ιαν)/i,
  /^(?:feb|fév|fev|фев|лют|lut|helmi|úno|şub|veebr|vas|velj|φεβ)/i,
  /^(?:mar(?!ras|t)|mart|mär|maart|мар|бер|mrz|maalis|bře|märts|kov|ožu|μαρ)/i,
  /^(?:apr|abr|avr|апр|кві|kwie|huhti|dub|nis|bal|trav|απρ)/i,
  /^(?:may|mai|maj|mei|mag|мая|май|трав|touko|kvě|mayıs|geg|svib|μαΐ|μαϊ)/i,
  /^(?:jun|juin|xuñ|giu|июн|черв|czer|kesä|červn|haz|birž|lipanj|lipnja|ιουν)/i,
  /^(?:jul|juil|xul|lug|июл|лип|lip|heinä|červenc|tem|liep|srp(?:anj|nja)|ιουλ)/i,
  /^(?:aug|aoû|ago|авг|сер|sier|elo|srp|ağu|agu|rugpj|kolovoz|αυγ)/i,
  /^(?:sep|set|сен|вер|wrz|syys|zář|eyl|rugs|ruj|σεπ)/i,
  /^(?:o[ck]t|out|ott|paź|окт|жов|loka|říj|eki|spal|οκτ)/i,
  /^(?:nov|ноя|листоп|lis|marras|kas|lapkr|stud|νοε)/i,
  /^(?:de[czs]|déc|dic|дек|груд|gru|joulu|pro|ara|dés|gruod|δεκ)/i,
];

/**
 * A date as ISO 8601, with the zone that the text gives; without one, with the offset that the named zone had at that
 * time, else without. A day without a time stays a day. `null` where no date can be read with certainty.
 */
export function parseDate(given: string, timezone: string | null): string | null {
  const line = given.slice(0, LONGEST_LINE);
  // Most lines that might be dates have no digit at all.
  if (!/\d/.test(line)) return null;
  const text = line.replace(ZONE_BETWEEN, '$1 $3 $2');
  const iso = text.match(ISO) ?? text.trim().match(COMPACT);
  if (iso) return compose(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4), timezone);
  const epoch = text.trim().match(/^(\d{10})(\d{3})?$/);
  if (epoch) return `${new Date(Number(epoch[1]) * 1000).toISOString().slice(0, 19)}Z`;
  const day = readDay(text);
  if (day === null) return null;
  const clock = text.replace(NUMERIC, ' ').replace(YEAR_FIRST, ' ').match(CLOCK);
  if (!clock) return compose(...day, [], timezone);
  return compose(...day, [String(hourOf(clock)), clock[2], clock[3], clock[5] ?? zoneAfter(text)], timezone);
}

function hourOf(clock: RegExpMatchArray): number {
  const hour = Number(clock[1]);
  const half = clock[4]?.toLowerCase().replaceAll('.', '');
  if (half === 'pm') return hour === 12 ? 12 : hour + 12;
  return half === 'am' && hour === 12 ? 0 : hour;
}

function zoneAfter(text: string): string | undefined {
  return text.match(/\b(UTC|GMT|[A-Z]{3,4})\b\)?\s*$/)?.[1];
}

function readDay(text: string): [year: number, month: number, day: number] | null {
  const dayFirst = text.match(DAY_FIRST);
  const dayMonth = monthOf(dayFirst?.[2]);
  if (dayFirst && dayMonth > 0) return [Number(dayFirst[3]), dayMonth, Number(dayFirst[1])];
  const monthFirst = text.match(MONTH_FIRST);
  const firstMonth = monthOf(monthFirst?.[1]);
  if (monthFirst && firstMonth > 0) return [Number(monthFirst[3]), firstMonth, Number(monthFirst[2])];
  const yearWords = text.match(YEAR_FIRST_WORDS);
  const wordMonth = monthOf(yearWords?.[2]);
  if (yearWords && wordMonth > 0) return [Number(yearWords[1]), wordMonth, Number(yearWords[3])];
  return readNumericDay(text);
}

function readNumericDay(text: string): [year: number, month: number, day: number] | null {
  const numeric = text.match(NUMERIC);
  if (numeric) return [fullYear(Number(numeric[3])), Number(numeric[2]), Number(numeric[1])];
  const yearFirst = text.match(YEAR_FIRST);
  if (yearFirst) return [Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])];
  const [, one, other, year] = (text.match(SLASHED) ?? []).map(Number);
  if (one === undefined || other === undefined || year === undefined) return null;
  // Which of the two is the day depends on the country: only one that no month can be, or both alike, are certain.
  if (one > 12 || one === other) return [year, other, one];
  return other > 12 ? [year, one, other] : null;
}

function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}

function monthOf(name: string | undefined): number {
  return name === undefined ? 0 : MONTHS.findIndex((pattern) => pattern.test(name)) + 1;
}

function compose(
  year: number,
  month: number,
  day: number,
  time: (string | undefined)[],
  timezone: string | null,
): string | null {
  const [hour, minute, second, zone] = time;
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (new Date(`${date}T00:00:00Z`).getUTCDate() !== day) return null;
  if (hour === undefined || minute === undefined) return date;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const local = `${date}T${two(Number(hour))}:${minute}:${second ?? '00'}`;
  const place = ZONES[zone?.toLowerCase() ?? ''] ?? timezone;
  return local + (offsetOf(zone) ?? (place === null ? '' : offsetIn(place, local)));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function offsetOf(zone: string | undefined): string | null {
  if (zone === undefined) return null;
  if (/^(?:z|utc|gmt)$/i.test(zone)) return 'Z';
  if (!/\d/.test(zone)) return null;
  const digits = zone.replace(':', '');
  return `${digits.slice(0, 3)}:${digits.slice(3, 5) || '00'}`;
}

/** The offset that a zone's clocks had when they showed this time; empty for a zone that the runtime does not know. */
function offsetIn(timezone: string, local: string): string {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' });
    const offsetAt = (at: Date) =>
      format
        .formatToParts(at)
        .find(({ type }) => type === 'timeZoneName')
        ?.value.replace('GMT', '') || '+00:00';
    const guess = offsetAt(new Date(`${local}Z`));
    return offsetAt(new Date(`${local}${guess}`));
  } catch {
    return '';
  }
}
