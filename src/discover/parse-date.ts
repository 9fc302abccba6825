/** Zones that feeds name and V8 does not know, in hours east of Greenwich. */
const ZONES: Record<string, string> = {
  UT: '+0000',
  WET: '+0000',
  BST: '+0100',
  CET: '+0100',
  WEST: '+0100',
  CEST: '+0200',
  EET: '+0200',
  SAST: '+0200',
  EEST: '+0300',
  MSK: '+0300',
  PKT: '+0500',
  IST: '+0530',
  HKT: '+0800',
  SGT: '+0800',
  JST: '+0900',
  KST: '+0900',
  AEST: '+1000',
  AEDT: '+1100',
  NZST: '+1200',
  NZDT: '+1300',
};

/**
 * A date of a feed or sitemap as ISO 8601 in UTC; `null` when it is none. RFC 822 and RFC 3339 with their usual
 * misspellings; a time without a zone is taken for UTC, never for the zone of this machine.
 */
export function parseDate(text: string | null | undefined): string | null {
  const value = text?.trim().replace(/\s+/g, ' ') ?? '';
  const at = /^\d{4}(-|$|\d{4}(T|$))/.test(value) ? parseIso(value) : parseRfc822(value);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** W3C dates and RFC 3339 (a profile of ISO 8601), with a blank for the T and with or without colons. */
function parseIso(value: string): number {
  const parts =
    /^(\d{4})-?(\d{2})?-?(\d{2})?(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i.exec(
      value,
    );
  if (parts === null) return Number.NaN;
  const [, year, month = '01', day = '01', hours = '00', minutes = '00', seconds = '00', zone = 'Z'] = parts;
  return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${toIsoZone(zone)}`);
}

function toIsoZone(zone: string): string {
  if (/^[a-z]+$/i.test(zone)) return 'Z';
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '').padEnd(2, '0')}`;
}

function parseRfc822(value: string): number {
  if (!/\d{1,2}:\d{2}|\b\d{4}\b/.test(value)) return Number.NaN;
  // The day's name says nothing that the date does not, and is often in the paper's language.
  const withoutDay = value.replace(/^[^\d\s,]+\.?,\s*/, '');
  const named = withoutDay.replace(/ ([A-Z]{2,4})$/, (whole, name: string) =>
    ZONES[name] ? ` ${ZONES[name]}` : whole,
  );
  const hasZone = /(GMT|UTC|Z|[ECMP][SD]T|[+-]\d{2}:?\d{2})( \(.*\))?$/i.test(named);
  return Date.parse(hasZone ? named : `${named.replace(/ [A-Z]{2,5}$/, '')} GMT`);
}
