import { primaryLanguage } from '../../model/primary-language.ts';

const known = new Map<string, Set<string>>();

/** Whether a word (in lower case) is the name of a country in a language, by the tables of ICU; in English where none is known. */
export function isCountry(word: string, language: string | null): boolean {
  const primary = primaryLanguage(language) ?? 'en';
  const names = known.get(primary) ?? namesIn(primary);
  known.set(primary, names);
  return names.has(word);
}

function namesIn(language: string): Set<string> {
  const names = new Set<string>();
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  try {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    const codes = letters.flatMap((one) => letters.map((other) => one + other));
    for (const code of codes) {
      const name = display.of(code);
      if (name !== undefined && !/\s/.test(name)) names.add(name.toLowerCase());
    }
  } catch {
    // A tag that names no language that ICU knows: then no country is known in it.
  }
  return names;
}
