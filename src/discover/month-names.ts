/** Languages whose papers write months in words in their feeds' dates, whatever RFC 822 says. */
const LANGUAGES = [
  ...['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'fi', 'is', 'et', 'lv', 'lt', 'ga', 'cy', 'eu', 'ca'],
  ...['gl', 'ro', 'ru', 'uk', 'be', 'bg', 'mk', 'sr', 'hr', 'sl', 'bs', 'cs', 'sk', 'pl', 'hu', 'el', 'tr', 'az', 'sq'],
  ...['id', 'ms', 'vi', 'hi', 'bn', 'ka', 'hy', 'kk', 'uz', 'he', 'ar', 'fa', 'sw', 'af'],
];

let numbers: Map<string, number> | null = null;

/** The number of a month (1 to 12) named in full or shortened, in any of these languages; `null` where two disagree. */
export function monthNumber(name: string): number | null {
  numbers ??= listNames();
  const number = numbers.get(foldName(name)) ?? numbers.get(foldName(name).slice(0, 3)) ?? 0;
  return number === 0 ? null : number;
}

/** By name without accents; 0 for a name that means one month here and another there (listopad). */
function listNames(): Map<string, number> {
  const names = new Map<string, number>();
  for (const language of LANGUAGES) {
    for (const options of [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { ...options, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2023, month - 1, 10));
        const name = foldName(parts.find((part) => part.type === 'month')?.value ?? '');
        if (!/^\p{L}{3,}$/u.test(name)) continue;
        const known = names.get(name);
        names.set(name, known === undefined || known === month ? month : 0);
      }
    }
  }
  return names;
}

function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}|\./gu, '')
    .toLowerCase();
}
