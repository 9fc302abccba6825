import { primaryLanguage } from '../../model/primary-language.ts';
import { tokenize } from '../text/tokenize.ts';
import { numberWord } from './number-words.ts';

/** Words for what is counted or measured, a unit a group and its name first: "7 months" → "7 years" is another figure. */
const UNITS: Record<string, string> = {
  en:
    'second|seconds|secs minute|minutes|mins hour|hours|hrs day|days week|weeks month|months year|years|yrs decade|decades ' +
    'percent|cent|pct point|points metre|metres|meter|meters kilometre|kilometres|kilometer|kilometers|km mile|miles ' +
    'foot|feet inch|inches kilogram|kilograms|kilo|kilos|kg ton|tons tonne|tonnes pound|pounds|£ litre|litres|liter|liters ' +
    'barrel|barrels euro|euros|€ dollar|dollars|$ yen|¥ ruble|rubles|rouble|roubles|₽ hryvnia|hryvnias|₴ acre|acres hectare|hectares',
  de:
    'sekunde|sekunden minute|minuten stunde|stunden tag|tage|tagen woche|wochen monat|monate|monaten jahr|jahre|jahren ' +
    'percent|prozent point|prozentpunkt|prozentpunkte|prozentpunkten meter|metern kilometer|kilometern|km kilogramm|kilo|kg ' +
    'tonne|tonnen liter|litern euro|€ dollar|$ pfund|£ franken rubel|₽ hektar',
  fr:
    'seconde|secondes minute|minutes heure|heures jour|jours semaine|semaines mois an|ans|année|années percent|cent ' +
    'point|points mètre|mètres kilomètre|kilomètres|km kilo|kilos|kg|kilogrammes tonne|tonnes litre|litres euro|euros|€ ' +
    'dollar|dollars|$ livre|livres|£ rouble|roubles|₽ hectare|hectares',
  es:
    'segundo|segundos minuto|minutos hora|horas día|días semana|semanas mes|meses año|años percent|ciento ' +
    'point|punto|puntos metro|metros kilómetro|kilómetros|km kilo|kilos|kg tonelada|toneladas litro|litros euro|euros|€ ' +
    'dólar|dólares|$ peso|pesos libra|libras|£ rublo|rublos|₽ hectárea|hectáreas',
  ru:
    'секунда|секунды|секунд минута|минуты|минут час|часа|часов день|дня|дней|сутки|суток неделя|недели|недель ' +
    'месяц|месяца|месяцев|месяцам год|года|лет|годам percent|процент|процента|процентов point|пункт|пункта|пунктов ' +
    'метр|метра|метров километр|километра|километров|км килограмм|килограмма|килограммов|кг тонна|тонны|тонн литр|литра|литров ' +
    'рубль|рубля|рублей|₽ доллар|доллара|долларов|$ евро|€ гривна|гривны|гривен|₴ гектар|гектара|гектаров',
  uk:
    'секунда|секунди|секунд хвилина|хвилини|хвилин година|години|годин день|дні|днів|доба|діб тиждень|тижні|тижнів ' +
    'місяць|місяці|місяців рік|роки|років percent|відсоток|відсотки|відсотків|процентів point|пункт|пункти|пунктів ' +
    'метр|метри|метрів кілометр|кілометри|кілометрів|км кілограм|кілограми|кілограмів|кг тонна|тонни|тонн літр|літри|літрів ' +
    'гривня|гривні|гривень|₴ долар|долари|доларів|$ євро|€ рубль|рублі|рублів|₽ гектар|гектари|гектарів',
};

/** A sign is a unit in any language. */
const SIGNS = new Map(['$', '€', '£', '¥', '₽', '₴', '%', '‰'].map((sign) => [sign, sign === '%' ? 'percent' : sign]));
const TABLES = new Map(Object.entries(UNITS).map(([language, units]) => [language, readTable(units)]));

function readTable(units: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const group of units.split(' ')) {
    const forms = group.split('|');
    // What has a sign goes by it: "5 euros" is "€5".
    const key = forms.find((form) => SIGNS.has(form)) ?? forms[0] ?? '';
    for (const form of forms) table.set(form, key);
  }
  return table;
}

/** The unit that a word (in lower case) or a sign stands for; `null` for any other word. */
export function unitOf(word: string, language: string | null): string | null {
  const sign = SIGNS.get(word);
  if (sign !== undefined) return sign;
  const primary = primaryLanguage(language);
  return TABLES.get(primary ?? 'en')?.get(word) ?? null;
}

/** Words before the unit among which its number is: "6 percentage points", "18-month". */
const REACH = 2;

/** Whether what stands before a place of a text ends with a number, or with one and another word. */
export function followsNumber(text: string, at: number, language: string | null): boolean {
  const before = tokenize(text.slice(Math.max(0, at - 40), at), language).filter((token) => token.kind !== 'mark');
  return before
    .slice(-REACH)
    .some((token) => token.kind === 'number' || numberWord(token.text.toLowerCase(), language) !== null);
}
