const NAMED: Record<string, string> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
};

/** Text whose entities were escaped twice, as metadata often is, read once more. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replace(/&(amp|quot|apos|lt|gt|nbsp);/g, (whole, name: string) => NAMED[name] ?? whole)
    .replace(/&#(\d{2,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&#x([\da-f]{2,5});/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}
