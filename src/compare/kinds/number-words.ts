import { primaryLanguage } from '../text/tokenize.ts';

/** Words for numbers, in the order of their values; forms of one value are parted by `|`. */
const VALUES = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90, 100,
];
const LARGE = [1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000];

const WORDS: Record<string, { small: string; large: string }> = {
  en: {
    small:
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
      'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred|hundreds',
    large: 'thousand|thousands million|millions billion|billions trillion|trillions',
  },
  de: {
    small:
      'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn ' +
      'achtzehn neunzehn zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig hundert|hunderte',
    large: 'tausend|tausende million|millionen milliarde|milliarden billion|billionen',
  },
  fr: {
    small:
      'zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit ' +
      'dix-neuf vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent|cents|centaines',
    large: 'mille|milliers million|millions milliard|milliards billion|billions',
  },
  es: {
    small:
      'cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete ' +
      'dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien|cientos',
    large: 'mil|miles millón|millones - billón|billones',
  },
  ru: {
    small:
      'ноль один|одного|одна два|две|двух три|трех|трёх четыре|четырех|четырёх пять|пяти шесть|шести семь|семи ' +
      'восемь|восьми девять|девяти десять|десяти одиннадцать двенадцать|двенадцати тринадцать четырнадцать пятнадцать ' +
      'шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать сорок пятьдесят шестьдесят семьдесят ' +
      'восемьдесят девяносто сто|сотни',
    large: 'тысяча|тысячи|тысяч миллион|миллиона|миллионов|млн миллиард|миллиарда|миллиардов|млрд триллион|триллионов',
  },
  uk: {
    small:
      "нуль один|одного|одна два|дві|двох три|трьох чотири|чотирьох п'ять|п’ять шість сім вісім дев'ять|дев’ять десять " +
      "одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять|п’ятнадцять шістнадцять сімнадцять вісімнадцять " +
      "дев'ятнадцять|дев’ятнадцять двадцять тридцять сорок п'ятдесят|п’ятдесят шістдесят сімдесят вісімдесят " +
      "дев'яносто|дев’яносто сто|сотні",
    large: 'тисяча|тисячі|тисяч мільйон|мільйона|мільйонів|млн мільярд|мільярда|мільярдів|млрд трильйон|трильйонів',
  },
};

const TABLES = new Map(Object.entries(WORDS).map(([language, words]) => [language, readTable(words)]));

function readTable({ small, large }: { small: string; large: string }): Map<string, string> {
  const table = new Map<string, string>();
  const add = (value: number, forms: string) => {
    for (const form of forms.split('|')) if (form !== '-') table.set(form, String(value));
  };
  for (const [at, forms] of small.split(' ').entries()) add(VALUES[at] ?? 0, forms);
  for (const [at, forms] of large.split(' ').entries()) add(LARGE[at] ?? 0, forms);
  return table;
}

/** The value of a word for a number (in lower case) as digits; `null` for any other word. */
export function numberWord(word: string, language: string | null): string | null {
  const primary = primaryLanguage(language);
  if (primary !== null) return TABLES.get(primary)?.get(word) ?? null;
  for (const table of TABLES.values()) {
    const value = table.get(word);
    if (value !== undefined) return value;
  }
  return null;
}
