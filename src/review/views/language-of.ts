/** Scripts that are written from right to left (Unicode Standard Annex 31). */
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

type Direction = { lang: string; dir: 'rtl' | 'ltr' | 'auto' };

/** Languages that were asked for: to look one up costs more than to write the paragraph that is in it. */
const known = new Map<string, Direction>();
/** Pages say what they like: no more than so many are kept. */
const MOST_KNOWN = 500;

/** The `lang` and `dir` of captured text in a language; by its first letters where the language is not known. */
export function languageOf(language: string | null): Direction {
  if (language === null) return { lang: '', dir: 'auto' };
  const found = known.get(language) ?? lookUp(language);
  if (known.size < MOST_KNOWN) known.set(language, found);
  return found;
}

function lookUp(language: string): Direction {
  try {
    const locale = new Intl.Locale(language);
    const isRightToLeft = RIGHT_TO_LEFT.has(locale.maximize().script ?? '');
    return { lang: locale.toString(), dir: isRightToLeft ? 'rtl' : 'ltr' };
  } catch {
    return { lang: '', dir: 'auto' }; // what the page says is no language tag (BCP 47)
  }
}
