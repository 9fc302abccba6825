/** A moment as clocks and calendars show it in a time zone: the day, and the minutes since its midnight. */
export type LocalTime = { day: string; minutes: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day (`2025-01-31`) and the minutes of the day, 0 to 1439, that the clocks of an IANA time zone show. */
export function localTimeOf(timezone: string, at: Date): LocalTime {
  const parts = formatOf(timezone).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  const day = `${read('year').padStart(4, '0')}-${read('month')}-${read('day')}`;
  return { day, minutes: Number(read('hour')) * 60 + Number(read('minute')) };
}

/** Making one takes longer than a thousand uses. */
function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timezone, made);
  return made;
}
