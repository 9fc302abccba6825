type ZonedParts = { year: string; month: string; day: string; hour: string; minute: string; second: string };

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make and say nothing about time: one a zone is kept. */
function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  FORMATS.set(timezone, made);
  return made;
}

function readParts(at: Date, timezone: string): ZonedParts {
  const found = new Map(
    formatOf(timezone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? '00';
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  };
}

/** The date in a zone, as in an address: `2026/03/14`. */
export function toDatePath(at: Date, timezone: string): string {
  const { year, month, day } = readParts(at, timezone);
  return `${year}/${month}/${day}`;
}

/** ISO 8601 with the zone's own offset, to the second: `2026-03-14T11:00:00+03:00`. */
export function toZonedIso(at: Date, timezone: string): string {
  const { year, month, day, hour, minute, second } = readParts(at, timezone);
  const asUtc = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  const offset = Math.round((asUtc - Math.floor(at.getTime() / 1000) * 1000) / 60_000);
  const sign = offset < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${hours}:${minutes}`;
}

/** A date for readers: `March 14, 2026`, or as the language has it. */
export function toReadableDate(at: Date, timezone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: timezone, dateStyle: 'long' }).format(at);
}
