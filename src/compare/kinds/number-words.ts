import { primaryLanguage } from '../../model/primary-language.ts';

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
      'ноль один|одного|одна|одной|одну два|две|двух|двум|двумя три|трех|трёх|трем|трём|тремя четыре|четырех|четырёх|четырем|четырём ' +
      'пять|пяти|пятью шесть|шести|шестью семь|семи|семью восемь|восьми девять|девяти десять|десяти ' +
      'одиннадцать|одиннадцати двенадцать|двенадцати тринадцать|тринадцати четырнадцать|четырнадцати пятнадцать|пятнадцати ' +
      'шестнадцать|шестнадцати семнадцать|семнадцати восемнадцать|восемнадцати девятнадцать|девятнадцати двадцать|двадцати ' +
      'тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти семьдесят|семидесяти ' +
      'восемьдесят|восьмидесяти девяносто|девяноста сто|ста|сотни|сотен',
    large:
      'тысяча|тысячи|тысяч|тыс|тыс. миллион|миллиона|миллионов|млн|млн. миллиард|миллиарда|миллиардов|млрд|млрд. триллион|триллиона|триллионов|трлн',
  },
  uk: {
    small:
      "нуль один|одного|одна|однієї|одну два|дві|двох|двом три|трьох|трьом чотири|чотирьох|чотирьом п'ять|п’ять|п'яти|п’яти " +
      "шість|шести|шістьох сім|семи|сімох вісім|восьми|вісьмох дев'ять|дев’ять|дев'яти|дев’яти десять|десяти|десятьох " +
      "одинадцять|одинадцяти дванадцять|дванадцяти тринадцять|тринадцяти чотирнадцять|чотирнадцяти п'ятнадцять|п’ятнадцять|п'ятнадцяти|п’ятнадцяти " +
      'шістнадцять|шістнадцяти сімнадцять|сімнадцяти вісімнадцять|вісімнадцяти ' +
      "дев'ятнадцять|дев’ятнадцять|дев'ятнадцяти|дев’ятнадцяти двадцять|двадцяти тридцять|тридцяти сорок|сорока " +
      "п'ятдесят|п’ятдесят|п'ятдесяти|п’ятдесяти шістдесят|шістдесяти сімдесят|сімдесяти вісімдесят|вісімдесяти " +
      "дев'яносто|дев’яносто|дев'яноста|дев’яноста сто|ста|сотні|сотень",
    large:
      'тисяча|тисячі|тисяч|тис|тис. мільйон|мільйона|мільйони|мільйонів|млн|млн. мільярд|мільярда|мільярди|мільярдів|млрд|млрд. трильйон|трильйона|трильйонів|трлн',
  },
};

/** Ordinals, fractions and how often: each has the value of its number; `a half` is 0.5. */
const OTHERS: Record<string, string> = {
  en: 'first=1 second=2 half=0.5 quarter=0.25 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 twice=2 thrice=3 dozen=12 dozens=12 double=2 triple=3',
  de: 'erste=1 ersten=1 erster=1 zweite=2 zweiten=2 zweiter=2 hälfte=0.5 viertel=0.25 drittel=3 dritte=3 dritten=3 vierte=4 vierten=4 fünfte=5 fünften=5 zweimal=2 dreimal=3 viermal=4 dutzend=12 doppelt=2 beiden=2',
  fr: 'premier=1 première=1 deuxième=2 moitié=0.5 quart=0.25 tiers=3 troisième=3 quatrième=4 cinquième=5 sixième=6 douzaine=12 vingtaine=20 trentaine=30 quarantaine=40 cinquantaine=50 centaine=100 millier=1000',
  es: 'primer=1 primero=1 primera=1 segundo=2 segunda=2 mitad=0.5 cuarto=4 tercio=3 tercera=3 tercer=3 tercero=3 cuarta=4 quinto=5 quinta=5 sexto=6 docena=12 decena=10 decenas=10 centenar=100 centenares=100 millar=1000',
  ru: 'первый=1 первая=1 первого=1 первой=1 второй=2 вторая=2 второго=2 половина=0.5 половину=0.5 половины=0.5 четверть=0.25 треть=3 трети=3 третий=3 третья=3 третьего=3 четвертый=4 пятый=5 шестой=6 дважды=2 трижды=3 десяток=10 десятки=10 вдвое=2 втрое=3 полтора=1.5 полторы=1.5',
  uk: 'перший=1 перша=1 першого=1 першої=1 другий=2 друга=2 другого=2 половина=0.5 половину=0.5 половини=0.5 чверть=0.25 третина=3 третину=3 третій=3 третя=3 четвертий=4 п’ятий=5 шостий=6 двічі=2 тричі=3 десяток=10 десятки=10 вдвічі=2 втричі=3 півтора=1.5 півтори=1.5',
};

const TABLES = new Map(
  Object.entries(WORDS).map(([language, words]) => [language, readTable(words, OTHERS[language] ?? '')]),
);

function readTable({ small, large }: { small: string; large: string }, others: string): Map<string, string> {
  const table = new Map<string, string>();
  const add = (value: number, forms: string) => {
    for (const form of forms.split('|')) if (form !== '-') table.set(form, String(value));
  };
  for (const [at, forms] of small.split(' ').entries()) add(VALUES[at] ?? 0, forms);
  for (const [at, forms] of large.split(' ').entries()) add(LARGE[at] ?? 0, forms);
  for (const other of others.split(' ')) {
    const [form = '', value = ''] = other.split('=');
    table.set(form, value);
  }
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
