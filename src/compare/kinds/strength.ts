import { primaryLanguage } from '../../model/primary-language.ts';
import { type Edit, isLocal, lowerWords, type Side, withoutCommon } from './edit.ts';
import { describeSwap, type Finding } from './finding.ts';
import { isJapaneseDenial } from './japanese-denial.ts';
import { isOtherRung } from './ladders.ts';
import { findOtherWords } from './other-words.ts';
import { quantitiesOf, quantityOf } from './quantity.ts';

type Degree = 'negation' | 'hedge' | 'likely' | 'firm';

/** Words that make a claim weaker or stronger. */
const WORDS: Record<string, Record<Degree, string>> = {
  en: {
    negation: "not no never none nobody nothing neither nor cannot without n't",
    hedge:
      'may might could possibly perhaps maybe allegedly alleged reportedly purportedly purported apparently seemingly seems ' +
      'seem seemed appears appear appeared suspected potentially potential supposedly supposed would-be rumored rumoured accused',
    likely: 'should likely probably presumably expected almost',
    firm: 'will shall must certainly definitely undoubtedly clearly surely always',
  },
  de: {
    negation: 'nein nicht nie niemals kein keine keinen keinem keiner keines nichts niemand ohne weder',
    hedge:
      'kann können könnte könnten möglicherweise vielleicht angeblich angebliche angeblichen mutmaßlich mutmaßliche ' +
      'mutmaßlichen offenbar scheinbar soll sollen vermeintlich vermeintliche eventuell mag möge verdächtigt beschuldigt',
    likely: 'dürfte dürften wahrscheinlich wohl vermutlich voraussichtlich sollte sollten',
    firm: 'wird werden muss müssen sicher sicherlich bestimmt definitiv zweifellos eindeutig',
  },
  fr: {
    negation: 'non pas ne jamais aucun aucune rien personne ni sans',
    hedge:
      'peut peuvent pourrait pourraient serait seraient aurait auraient présumé présumée présumés supposé supposée ' +
      'prétendument apparemment semble semblent peut-être éventuellement soi-disant accusé accusée accusés soupçonné soupçonnée soupçonnés',
    likely: 'devrait devraient probablement vraisemblablement sûrement',
    firm: 'doit doivent sera seront aura auront certainement assurément forcément clairement',
  },
  es: {
    negation: 'no nunca jamás ningún ninguna ninguno nada nadie sin tampoco ni',
    hedge:
      'puede pueden podría podrían pudo quizá quizás posiblemente presunto presunta presuntos presuntamente ' +
      'supuesto supuesta supuestamente aparentemente parece parecen habría habrían sería serían acusado acusada acusados sospechoso sospechosa',
    likely: 'debería deberían probablemente previsiblemente',
    firm: 'debe deben será serán habrá ciertamente seguramente claramente indudablemente',
  },
  ru: {
    negation: 'не ни нет никогда никто ничего без нельзя',
    hedge:
      'может могут мог могла могли возможно якобы предположительно вероятный предполагаемый предполагаемые похоже ' +
      'кажется вроде видимо подозреваемый подозреваемого обвиняемый обвиняемого',
    likely: 'вероятно должно скорее',
    firm: 'будет будут должен должна должны обязательно безусловно несомненно точно явно',
  },
  uk: {
    negation: 'не ні немає ніколи ніхто нічого без',
    hedge:
      'може можуть міг могла могли можливо нібито буцімто ймовірний ймовірні передбачуваний схоже здається мабуть начебто підозрюваний підозрюваного обвинувачений обвинуваченого',
    likely: 'ймовірно імовірно напевно',
    firm: 'буде будуть повинен повинна повинні обов’язково безумовно безперечно точно явно',
  },
  zh: {
    negation:
      '不 没 没有 沒 沒有 未 无 無 非 勿 别 不是 不会 不會 不能 不可 不得 不要 不想 不再 并不 並不 并非 並非 并未 並未 从不 从未 未能 未曾 无法 無法 否认 否認',
    hedge: '可能 也许 也許 或许 或許 大概 据称 據稱 疑似 涉嫌 似乎 恐怕 恐',
    likely: '应该 應該 预计 預計 很可能',
    firm: '必将 必將 一定 必须 必須 肯定 确实 確實',
  },
  ja: {
    negation: 'なし 無い',
    hedge: 'かも かもしれない 可能 らしい よう 疑い 恐れ おそれ とみ',
    likely: 'だろう でしょう はず 見込み 見通し',
    firm: '必ず 確実 間違いなく',
  },
};

const TABLES = new Map(Object.entries(WORDS).map(([language, degrees]) => [language, readTable(degrees)]));

function readTable(degrees: Record<Degree, string>): Map<string, Degree> {
  const names: Degree[] = ['firm', 'likely', 'hedge', 'negation'];
  return new Map(names.flatMap((degree) => degrees[degree].split(' ').map((word): [string, Degree] => [word, degree])));
}

const FEW_WORDS = 3;

/** Syllables that turn a word into its opposite. */
const OPPOSITE = /^(?:un|in|im|il|ir|dis|non-?|anti-?|не|ні|без|dé|des)$/;

/** A claim made weaker, stronger or its own opposite: "will" → "may", "is" → "is not", "legal" → "illegal". */
export function findStrength(edit: Edit): Finding[] {
  if (!isLocal(edit) || (isLone(edit) && !isHearsay(edit))) return [];
  const removed = markersOf(edit.removed, edit.language);
  const added = markersOf(edit.added, edit.language);
  const isDenial = count(removed, 'negation') !== count(added, 'negation');
  const weights: Degree[] = ['hedge', 'likely'];
  const isHedged = weights.some((degree) => count(removed, degree) !== count(added, degree));
  const isWeighed = (isDenial || isHedged) && doesClauseStand(edit, isHedged);
  const isOther =
    isHearsay(edit) || isJapaneseDenial(edit) || isOpposite(edit) || isOtherQuantity(edit) || isStep(edit);
  if (!isWeighed && !isOther) return [];
  return [{ kind: 'strength', what: describeSwap(edit.removed.text, edit.added.text), extent: 'full' }];
}

/** "is said to have": somebody says so, and the paper leaves open whether it is. */
const HEARSAY =
  /^(?:(?:is|are|was|were|has been|have been) )?(?:said|believed|thought|understood|alleged|reported|rumou?red|claimed) to(?: have(?: been)?| be)?$/i;

/** Whether a claim was made hearsay, or hearsay a claim; the verb's form goes with it ("is said to have met" → "met"). */
function isHearsay({ removed, added }: Edit): boolean {
  const [before, after] = [removed.text.trim(), added.text.trim()];
  return HEARSAY.test(before) !== HEARSAY.test(after) && [before, after].some((text) => /^(?:\p{L}+)?$/u.test(text));
}

/**
 * Whether the claim that was made weaker or stronger is still the same claim. Beside a hedge a word may have given way
 * to another ("will free" → "may release"); beside a denial it would be another claim.
 */
function doesClauseStand({ removed, added, language }: Edit, isHedged: boolean): boolean {
  const wordsOf = (side: Side) => lowerWords(side).filter((word) => degreeOf(word, language) === undefined);
  const { gone, come } = findOtherWords(wordsOf(removed), wordsOf(added));
  if (gone.length === 0 || come.length === 0) return gone.length + come.length <= (isHedged ? 2 : 1);
  return isHedged && gone.length === 1 && come.length === 1;
}

/** "some" → "most", "more than" → "fewer than": how much of it is true, the rest of the words being the same. */
function isOtherQuantity({ removed, added, language }: Edit): boolean {
  const [before, after] = [quantitiesOf(removed, language), quantitiesOf(added, language)];
  if ((before.length === 0 && after.length === 0) || before.join() === after.join()) return false;
  const wordsOf = (side: Side) => lowerWords(side).filter((word) => quantityOf(word, language) === undefined);
  const { gone, come } = findOtherWords(wordsOf(removed), wordsOf(added));
  if (gone.length + come.length > 0) return false;
  // One that only came or only went bears on a number: "300" → "at least 300".
  if (before.length > 0 && after.length > 0) return true;
  return [removed, added].some((side) => /^\s*\p{Nd}/u.test(side.passage.text.slice(side.end, side.end + 3)));
}

/** "suspect" → "killer", "rose" → "fell": a word gave way to one on another rung, and few others did beside it. */
function isStep({ removed, added, language }: Edit): boolean {
  const [before, after] = [
    withoutCommon(lowerWords(removed), lowerWords(added)),
    withoutCommon(lowerWords(added), lowerWords(removed)),
  ];
  if (Math.max(before.length, after.length) > FEW_WORDS) return false;
  return before.some((one) => after.some((other) => isOtherRung(one, other, language)));
}

/** Whether a text came or went rather than a claim was changed. */
function isLone({ removed, added }: Edit): boolean {
  if (removed.text.trim() !== '' && added.text.trim() !== '') return false;
  return Math.max(removed.tokens.length, added.tokens.length) > FEW_WORDS;
}

function count(markers: Degree[], degree: Degree): number {
  return markers.filter((marker) => marker === degree).length;
}

function markersOf(side: Side, language: string | null): Degree[] {
  return side.tokens.flatMap((token): Degree[] => {
    // "May" with a capital amid a text is the month.
    if (token.text === 'May' && side.dates().length > 0) return [];
    const degree = degreeOf(token.text.toLowerCase(), language);
    return degree === undefined ? [] : [degree];
  });
}

function degreeOf(word: string, language: string | null): Degree | undefined {
  if (/n['’]t$/.test(word)) return 'negation';
  const primary = primaryLanguage(language);
  if (primary !== null) return TABLES.get(primary)?.get(word);
  for (const table of TABLES.values()) {
    const degree = table.get(word);
    if (degree !== undefined) return degree;
  }
  return undefined;
}

/** "a legal" → "an illegal": one word against the same one with a syllable that denies it. */
function isOpposite(edit: Edit): boolean {
  const removed = lowerWords(edit.removed);
  const added = lowerWords(edit.added);
  if (Math.max(removed.length, added.length) > FEW_WORDS) return false;
  return removed.some((before) => added.some((after) => isDenied(before, after) || isDenied(after, before)));
}

function isDenied(word: string, denied: string): boolean {
  return word.length >= 4 && denied.endsWith(word) && OPPOSITE.test(denied.slice(0, -word.length));
}
