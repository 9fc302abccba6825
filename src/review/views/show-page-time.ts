/** The time as the page gives it, in the page's own zone: `2022-02-11 12:05 +03:00`. */
export function showPageTime(iso: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(iso);
  if (match === null) return iso;
  const [, day = '', time = '', zone = ''] = match;
  return `${day} ${time} ${zone === 'Z' ? 'UTC' : zone}`.trim();
}
