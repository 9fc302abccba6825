/** The languages whose ways of saying "2 hours ago" are known; ICU has them all. */
const LANGUAGES =
  'en de fr es ru uk it pt nl pl tr ar zh ja ko th sv da nb fi cs sk ro hu el bg sr hr he fa hi id vi et lv lt'.split(
    ' ',
  );
const UNITS: Intl.RelativeTimeFormatUnit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
/** One of each form of the plural in these languages. */
const NUMBERS = [1, 2, 3, 5, 11, 21, 100];
/** As templates shorten it otherwise than ICU. */
const SHORTENED =
  /^(?:an?|#) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)\.? ago$|^just now$/;
/** What stands before it: that something was published or updated then. */
const LABEL =
  /^(?:(?:first |last |article )?(?:published|posted|updated|modified|edited|added)|(?:zuletzt )?(?:aktualisiert|veröffentlicht)|stand|publié(?: le)?|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|опубликовано|обновлено|оновлено|опубліковано)\s*:?\s+/;

let known: Set<string> | null = null;

/** Whether a line (folded, in lower case) says how long ago something was published, and no more: "2 hours ago". */
export function isRelativeTime(line: string): boolean {
  known ??= new Set(LANGUAGES.flatMap(formsOf));
  const form = withoutNumbers(line.replace(LABEL, ''));
  return known.has(form) || SHORTENED.test(form);
}

function formsOf(language: string): string[] {
  return (['long', 'short', 'narrow'] as const).flatMap((style) => {
    const format = new Intl.RelativeTimeFormat(language, { style, numeric: 'always' });
    return UNITS.flatMap((unit) => NUMBERS.map((number) => withoutNumbers(format.format(-number, unit).toLowerCase())));
  });
}

function withoutNumbers(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}+/gu, '#')
    .replace(/\s+/g, ' ')
    .trim();
}
