const ISO =
  /(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/;
const DAY_FIRST = /\b(\d{1,2})[.\s]+(?:de |of )?([\p{L}]{3,})\.?,?(?: de)?\s+(\d{4})/iu;
const MONTH_FIRST = /\b([\p{L}]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/iu;
const NUMERIC = /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/;
const CLOCK = /\b(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?(?:\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?/i;

/** Beginnings of month names in the languages of the papers that write dates in words. */
const MONTHS: RegExp[] = [
  /^(?:jan|januar|gennaio|gen|ene|янв|stycz|tammi|led|ocak|ian)/i,
  /^(?:feb|fév|fev|фев|lut|helmi|úno|şub|veebr)/i,
  /^(?:mar(?!ras)|mär|maart|мар|mrz|maalis|bře|märts)/i,
  /^(?:apr|abr|avr|апр|kwie|huhti|dub|nis)/i,
  /^(?:may|mai|maj|mei|mag|мая|май|touko|kvě|mayıs)/i,
  /^(?:jun|juin|giu|июн|czer|kesä|červn|haz)/i,
  /^(?:jul|juil|lug|июл|lip|heinä|červenc|tem)/i,
  /^(?:aug|aoû|ago|авг|sier|elo|srp|ağu)/i,
  /^(?:sep|set|сен|wrz|syys|zář|eyl)/i,
  /^(?:o[ck]t|out|ott|paź|окт|loka|říj|eki)/i,
  /^(?:nov|ноя|lis|marras|kas)/i,
  /^(?:de[czs]|déc|dic|дек|gru|joulu|pro|ara|dés)/i,
];

/**
 * A date as ISO 8601, with the zone that the text gives; without one, with the offset that the named zone had at that
 * time, else without. A day without a time stays a day. `null` where no date can be read with certainty.
 */
export function parseDate(text: string, timezone: string | null): string | null {
  const iso = text.match(ISO) ?? text.trim().match(COMPACT);
  if (iso) return compose(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4), timezone);
  const epoch = text.trim().match(/^(\d{10})(\d{3})?$/);
  if (epoch) return `${new Date(Number(epoch[1]) * 1000).toISOString().slice(0, 19)}Z`;
  const day = readDay(text);
  if (day === null) return null;
  const clock = text.replace(NUMERIC, ' ').match(CLOCK);
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
  return text.match(/\b(UTC|GMT)\b\s*$/)?.[1];
}

function readDay(text: string): [year: number, month: number, day: number] | null {
  const dayFirst = text.match(DAY_FIRST);
  const dayMonth = monthOf(dayFirst?.[2]);
  if (dayFirst && dayMonth > 0) return [Number(dayFirst[3]), dayMonth, Number(dayFirst[1])];
  const monthFirst = text.match(MONTH_FIRST);
  const firstMonth = monthOf(monthFirst?.[1]);
  if (monthFirst && firstMonth > 0) return [Number(monthFirst[3]), firstMonth, Number(monthFirst[2])];
  const numeric = text.match(NUMERIC);
  if (numeric) return [Number(numeric[3]), Number(numeric[2]), Number(numeric[1])];
  return null;
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
  return local + (offsetOf(zone) ?? (timezone === null ? '' : offsetIn(timezone, local)));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function offsetOf(zone: string | undefined): string | null {
  if (zone === undefined) return null;
  if (/^(?:z|utc|gmt)$/i.test(zone)) return 'Z';
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
