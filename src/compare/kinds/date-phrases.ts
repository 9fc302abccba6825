import { primaryLanguage } from '../../model/primary-language.ts';

/** A day, month, year, weekday or time of day named in a text. */
export type DatePhrase = { start: number; end: number; text: string };

/** The languages whose names of months are tried when a page does not say its own. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'ru', 'uk'];

const RELATIVE: Record<string, string> = {
  en:
    'yesterday|today|tomorrow|tonight|(?:last|next|this|past) (?:week|weekend|month|year|spring|summer|autumn|winter)|' +
    'morning|afternoon|evening|night|noon|midnight|dawn',
  de:
    'gestern|vorgestern|heute|morgen früh|übermorgen|(?:letzte|vergangene|nächste|kommende|diese)[nmrs]? (?:Woche|Monats?|Jahr(?:es)?)|' +
    'Morgen|Vormittag|Nachmittag|Mittag|Abend|Nacht|Mitternacht',
  fr:
    "hier|avant-hier|aujourd['’]hui|demain|(?:semaine|mois|année|an) (?:derni|proch|pass)[a-zéè]{1,5}|" +
    'matin|matinée|après-midi|soir|soirée|nuit|midi|minuit',
  es: 'ayer|anteayer|hoy|(?:semana|mes|año) (?:pasad|próxim)[oa]|mañana|tarde|noche|madrugada|mediodía|medianoche',
  ru:
    'вчера|позавчера|сегодня|завтра|послезавтра|(?:прошл|эт|следующ)(?:ой|ом|ем|ей) (?:неделе|месяце|году)|' +
    'утром|днем|днём|вечером|ночью|полдень|полночь',
  uk:
    'вчора|учора|позавчора|сьогодні|завтра|післязавтра|(?:минул|ць|наступн)ого (?:тижня|місяця|року)|' +
    'вранці|зранку|уранці|вдень|увечері|ввечері|вночі|уночі|опівдні|опівночі',
};

/** Weekdays and months as they are declined after a preposition, beyond the forms that ICU has. */
const DECLINED: Record<string, { months: string; weekdays: string }> = {
  ru: {
    months: 'январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре',
    weekdays:
      'понедельника понедельнику понедельником вторника вторнику вторником среду среды среде средой четверга четвергу четвергом ' +
      'пятницу пятницы пятнице пятницей субботу субботы субботе субботой воскресенья воскресенью воскресеньем',
  },
  uk: {
    months: 'січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні',
    weekdays:
      'понеділка понеділку понеділком вівторка вівторку вівторком середу середи середі середою четверга четвергу четвергом ' +
      "п’ятницю п’ятниці п’ятницею п'ятницю п'ятниці суботу суботи суботі суботою неділю неділі неділею",
  },
  pl: {
    months: 'styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu',
    weekdays: 'poniedziałku wtorku środę środy czwartku piątku sobotę soboty niedzielę niedzieli',
  },
};

const patterns = new Map<string, RegExp>();

/** The date phrases of a text in its language (or in any of the six, where that is not known). */
export function findDatePhrases(text: string, language: string | null): DatePhrase[] {
  const primary = primaryLanguage(language);
  const key = primary ?? '';
  const pattern = patterns.get(key) ?? buildPattern(primary === null ? LANGUAGES : [primary]);
  patterns.set(key, pattern);
  const phrases: DatePhrase[] = [];
  // `matchAll` would copy the pattern for every text.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    phrases.push({ start: match.index, end: match.index + match[0].length, text: match[0] });
  }
  return phrases;
}

function buildPattern(languages: string[]): RegExp {
  const months = alternatives(languages.flatMap(monthNames));
  const weekdays = alternatives(languages.flatMap(weekdayNames));
  const relative = languages.flatMap((language) => RELATIVE[language] ?? []).join('|') || '(?!)';
  const day = String.raw`\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?`;
  const year = String.raw`(?:19|20)\d\d`;
  const forms = [
    String.raw`\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)`,
    String.raw`${day}(?:\s+(?:of|de|du))?\s+(?:${months})(?:,?(?:\s+de)?\s+${year})?`,
    String.raw`(?:${months})\s+${day}(?!\d)(?:,?\s+${year})?`,
    String.raw`(?:${months})(?:\s+(?:de\s+)?${year})`,
    String.raw`(?:${months})(?!\.?\s+\p{Lu}\p{Ll})`,
    weekdays,
    relative,
    String.raw`\d{1,2}:\d\d(?![\d:])(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|\d{1,2}(?:\.\d\d)?\s+Uhr`,
    String.raw`${year}(?![\d.,]\d|\s*[%€$£])`,
  ];
  const eastAsian = String.raw`(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号])?|\d{4}년(?:\s*\d{1,2}월)?(?:\s*\d{1,2}일)?|\d{1,2}월\s*\d{1,2}일`;
  // Most places are amid a word of ASCII letters, which the first look behind tells at less cost than the second.
  return new RegExp(
    String.raw`${eastAsian}|(?<![A-Za-z])(?<![\p{L}\p{N}$€£.,:])(?:${forms.join('|')})(?![\p{L}\p{N}])`,
    'gu',
  );
}

/** As they stand within a date ("3 марта") and alone ("март"). */
function monthNames(language: string): string[] {
  return Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 15)))
    .flatMap((date) => {
      const alone = nameOf(language, date, { month: 'long' });
      const short = nameOf(language, date, { month: 'short' });
      const within = nameOf(language, date, { month: 'long', day: 'numeric' })
        .replace(/[\d.,]|\bde\b/g, '')
        .trim();
      return [alone, within, ...(short.length >= 3 ? [short.replace('.', '')] : [])];
    })
    .concat(DECLINED[language]?.months.split(' ') ?? []);
}

function weekdayNames(language: string): string[] {
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, day + 1)));
  const declined = DECLINED[language]?.weekdays.split(' ') ?? [];
  return [...days.map((date) => nameOf(language, date, { weekday: 'long' })), ...declined];
}

function nameOf(language: string, date: Date, options: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date);
  } catch {
    // A tag that names no language that ICU knows: the English names do no harm.
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(date);
  }
}

/** Longest first, with and without a capital where the language writes them small; case matters: "May" is no "may". */
function alternatives(names: string[]): string {
  const forms = names.flatMap((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)]);
  const unique = [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
  return unique.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
}
