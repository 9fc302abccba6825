/** Scripts that are written from right to left (Unicode Standard Annex 31). */
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

/** The `lang` and `dir` of captured text in a language; by its first letters where the language is not known. */
export function languageOf(language: string | null): { lang: string; dir: 'rtl' | 'ltr' | 'auto' } {
  if (language === null) return { lang: '', dir: 'auto' };
  try {
    const locale = new Intl.Locale(language);
    const isRightToLeft = RIGHT_TO_LEFT.has(locale.maximize().script ?? '');
    return { lang: locale.toString(), dir: isRightToLeft ? 'rtl' : 'ltr' };
  } catch {
    return { lang: '', dir: 'auto' }; // what the page says is no language tag (BCP 47)
  }
}
