import { primaryLanguage } from '../../model/primary-language.ts';
import { lowerWords, type Side } from './edit.ts';

/** Words for how much or how many, without a number: a group for each meaning, and words of one group say the same. */
const QUANTITIES: Record<string, string> = {
  en:
    'more|over|above|exceeding fewer|less|under|below about|around|roughly|approximately|nearly|almost least most|majority ' +
    'some|several all|every|entire many|numerous few none half|halves only|just both',
  de:
    'mehr|über weniger|unter etwa|rund|ungefähr|fast|knapp|circa mindestens höchstens einige|manche|mehrere ' +
    'alle|allen|sämtliche viele|vielen|zahlreiche wenige|wenigen meisten|mehrheit hälfte nur',
  fr:
    'plus moins environ|presque|près|quelque certains|certaines|quelques|plusieurs tous|toutes|tout|toute ' +
    'beaucoup|nombreux|nombreuses peu plupart|majorité moitié seulement',
  es:
    'más menos alrededor|aproximadamente|casi|cerca algunos|algunas|varios|varias todos|todas|todo|toda ' +
    'muchos|muchas|numerosos pocos|pocas mayoría mitad solo|sólo|solamente',
  ru:
    'более|больше|свыше менее|меньше около|примерно|почти|порядка некоторые|некоторых|несколько|нескольких ' +
    'все|всех|всем многие|многих|много немногие|немногих|мало большинство|большинства половина|половины|половину только|лишь',
  uk:
    'більше|понад|більш менше|менш близько|приблизно|майже|орієнтовно деякі|деяких|кілька|кількох ' +
    'усі|всі|усіх|всіх багато|багатьох небагато|мало більшість|більшості половина|половини|половину лише|тільки',
};

const TABLES = new Map(Object.entries(QUANTITIES).map(([language, groups]) => [language, readTable(groups)]));

function readTable(groups: string): Map<string, string> {
  return new Map(groups.split(' ').flatMap((group) => group.split('|').map((word): [string, string] => [word, group])));
}

/** The group of a word (in lower case) for how much or how many; `undefined` for any other word. */
export function quantityOf(word: string, language: string | null): string | undefined {
  return TABLES.get(primaryLanguage(language) ?? 'en')?.get(word);
}

/** The groups of a side, in order. */
export function quantitiesOf(side: Side, language: string | null): string[] {
  const { text } = side.passage;
  return lowerWords(side).flatMap((word, at, words) => {
    // "some 40 people" are about so many.
    const isAbout =
      word === 'some' && at === words.length - 1 && /^\s*\p{Nd}/u.test(text.slice(side.end, side.end + 3));
    return quantityOf(isAbout ? 'about' : word, language) ?? [];
  });
}
