const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The day of an ISO 8601 date as `February 11, 2022`, in the zone that the date itself names; other texts as they are. */
export function formatDay(date: string): string {
  const match = date.match(/^(\d{4})-(\d{2})-(\d{2})/);
  const month = MONTHS[Number(match?.[2]) - 1];
  return match === null || month === undefined ? date : `${month} ${Number(match[3])}, ${match[1]}`;
}
