import { primaryLanguage } from '../../model/primary-language.ts';
import { tokenize } from '../text/tokenize.ts';
import { type Edit, isLocal, lowerWords, type Side, touches } from './edit.ts';
import { describeSwap, type Finding } from './finding.ts';
import { findOtherWords } from './other-words.ts';
import { isSameSpeaker } from './same-speaker.ts';

/** Verbs that say how something was said, a verb a group: another form of one verb is no other attribution. */
const VERBS: Record<string, string> = {
  en:
    'said|says|say|saying told|tells|tell stated|states|stating claimed|claims|claiming alleged|alleges|alleging ' +
    'admitted|admits|conceded|concedes|acknowledged|acknowledges confirmed|confirms|confirming denied|denies|denying ' +
    'insisted|insists|insisting warned|warns|warning revealed|reveals|disclosed|discloses announced|announces ' +
    'suggested|suggests|suggesting argued|argues|arguing accused|accuses boasted|boasts threatened|threatens ' +
    'asserted|asserts maintained|maintains declared|declares explained|explains noted|notes pointed reported|reports ' +
    'believed|believes|thinks|thought complained|complains comment|commented|comments vowed|vows|pledged|pledges|promised|promises lied|lies according',
  de:
    'sagte|sagt|sagten|gesagt erklärte|erklärt|erklärten behauptete|behauptet|behaupteten bestätigte|bestätigt|bestätigten ' +
    'bestritt|bestreitet|bestritten|dementierte|dementiert warnte|warnt|warnten betonte|betont teilte|teilt|mitgeteilt ' +
    'räumte|räumt|eingeräumt kündigte|angekündigt berichtete|berichtet|berichteten meinte|meint vermutete|vermutet ' +
    'versicherte|versichert drohte|droht warf|wirft|vorgeworfen laut zufolge',
  fr:
    'dit|déclaré|déclare|déclarait affirmé|affirme|affirmait prétendu|prétend|prétendait assuré|assure|assurait ' +
    'confirmé|confirme nié|nie|démenti|dément reconnu|reconnaît|admis|admet averti|avertit|prévenu expliqué|explique ' +
    'annoncé|annonce accusé|accuse estimé|estime révélé|révèle menacé|menace selon promis|promet soutenu|soutient',
  es:
    'dijo|dice|dijeron|dicho afirmó|afirma|afirmaron aseguró|asegura|aseguraron alegó|alega|pretendió declaró|declara ' +
    'confirmó|confirma|confirmaron negó|niega|negaron|desmintió|desmiente admitió|admite|reconoció|reconoce ' +
    'advirtió|advierte|advirtieron anunció|anuncia acusó|acusa denunció|denuncia reveló|revela explicó|explica según ' +
    'sostuvo|sostiene insistió|insiste amenazó|amenaza prometió|promete',
  ru:
    'сказал|сказала|сказали|говорит|говорят заявил|заявила|заявили|заявляет утверждал|утверждает|утверждают|утверждали ' +
    'подтвердил|подтвердила|подтвердили|подтверждает отрицал|отрицает|отрицают|опроверг|опровергла|опровергли ' +
    'признал|признала|признали|признает сообщил|сообщила|сообщили|сообщает предупредил|предупредила|предупредили ' +
    'обвинил|обвинила|обвинили объявил|объявила|объявили подчеркнул|подчеркнула отметил|отметила пояснил|пояснила ' +
    'согласно|словам пригрозил|пригрозила считает|считают пообещал|пообещала',
  uk:
    'сказав|сказала|сказали|каже|кажуть|говорить заявив|заявила|заявили|заявляє стверджував|стверджує|стверджують|стверджували ' +
    'підтвердив|підтвердила|підтвердили|підтверджує заперечив|заперечила|заперечує|спростував|спростувала|спростували ' +
    'визнав|визнала|визнали|визнає повідомив|повідомила|повідомили|повідомляє попередив|попередила|попередили ' +
    'звинуватив|звинуватила|звинуватили оголосив|оголосила|оголосили наголосив|наголосила зазначив|зазначила ' +
    'пояснив|пояснила згідно|словами пригрозив|пригрозила вважає|вважають пообіцяв|пообіцяла',
};

const GROUPS = new Map(Object.entries(VERBS).map(([language, verbs]) => [language, readGroups(verbs)]));

function readGroups(verbs: string): Map<string, string> {
  return new Map(verbs.split(' ').flatMap((group) => group.split('|').map((form): [string, string] => [form, group])));
}

/** A source is named in so many words at most: a longer text that came is an addition. */
const LONGEST_SOURCE = 8;
const LONGEST_SPEAKER = 3;
const LONGEST_SMALL = 3;
/** Words behind which the speaker stands; behind "confirmed" stands what was confirmed. */
const BEFORE_SPEAKER = new Set(
  (
    'said says according sagte sagt sagten laut erklärte dit déclaré affirmé selon dijo dijeron dice según afirmó ' +
    'сказал сказала сказали заявил заявила заявили сообщил сообщила сообщили согласно словам данным ' +
    'сказав сказала сказали заявив заявила заявили повідомив повідомила повідомили згідно словами даними'
  ).split(' '),
);
/** No speakers of their own: a pronoun takes the place of one or gives way to one, and an adverb stands between. */
const NO_SPEAKERS = new Set(
  (
    'he she it they we i who later then also previously earlier already again there now still ' +
    'er sie es wir ich man zudem später auch dann il elle ils elles nous on aussi ensuite él ella ellos nosotros también después ' +
    'он она они мы я также затем позже потом він вона вони ми також потім пізніше згодом'
  ).split(' '),
);

/**
 * Whose word something is, or how it was said: "said" → "claimed"; "witnesses said" → "police said"; a source that was
 * named or left out.
 */
export function findAttributions(edit: Edit): Finding[] {
  if (!isLocal(edit)) return [];
  const removed = verbsOf(edit.removed, edit.language);
  const added = verbsOf(edit.added, edit.language);
  const gone = formsWithout(removed, added);
  const come = formsWithout(added, removed);
  const isSwap = gone.length > 0 && come.length > 0;
  if (isSwap) return [{ kind: 'attribution', what: describeSwap(gone.join(', '), come.join(', ')), extent: 'full' }];
  if (
    !isSource(edit.removed, edit.added, gone) &&
    !isSource(edit.added, edit.removed, come) &&
    !isOtherSpeaker(edit, removed, added)
  ) {
    return [];
  }
  return [{ kind: 'attribution', what: describeSwap(edit.removed.text, edit.added.text), extent: 'full' }];
}

/** The forms of the verbs of which another side has none. */
function formsWithout(verbs: Verbs, others: Verbs): string[] {
  if (verbs.size === 0) return [];
  return [...verbs].filter(([group]) => !others.has(group)).map(([, form]) => form);
}

/** Whether a side is a source and nothing else, and the other has nothing: ", according to the ministry". */
function isSource(side: Side, other: Side, verbs: string[]): boolean {
  if (verbs.length === 0 || lowerWords(other).length > 0) return false;
  const words = lowerWords(side).length;
  return (
    words >= 2 &&
    words <= LONGEST_SOURCE &&
    !/[.!?…。]\s*\S/u.test(side.text) &&
    side.passage.quotations.every((quotation) => !touches(side, quotation))
  );
}

/** Whether a few words beside a verb of speech gave way to others: another one says it now. */
function isOtherSpeaker({ removed, added, language }: Edit, had: Verbs, has: Verbs): boolean {
  const [before, after] = [lowerWords(removed), lowerWords(added)];
  if ([before, after].some((words) => words.length === 0 || words.length > LONGEST_SPEAKER)) return false;
  if ([...before, ...after].some((word) => NO_SPEAKERS.has(word))) return false;
  const speakers = (words: string[]) => words.filter((word) => groupOf(word, language) === undefined);
  const { gone, come } = findOtherWords(speakers(before), speakers(after));
  if (gone.length === 0 || come.length === 0) return false;
  const isSameVerb = had.size > 0 && [...had.keys()].join() === [...has.keys()].join();
  if (!isSameVerb && ![removed, added].every((side) => standsBesideVerb(side, language))) return false;
  // Another noun for the same body: "the company said", "the firm said".
  return !gone.every((one) => come.some((other) => isSameSpeaker(one, other, language)));
}

/** Whether a speaker's place is there: before a verb of speech, or behind one that has its speaker there. */
function standsBesideVerb({ passage, start, end }: Side, language: string | null): boolean {
  const [next] = tokenize(passage.text.slice(end, end + 40), language, 1);
  if (groupOf(next?.text.toLowerCase() ?? '', language) !== undefined) return true;
  const before = tokenize(passage.text.slice(Math.max(0, start - 40), start), language);
  const previous = before.at(-1)?.text.toLowerCase() ?? '';
  if (BEFORE_SPEAKER.has(previous)) return true;
  // "sagte der Sprecher", "according to": a small word may stand between.
  return previous.length <= LONGEST_SMALL && BEFORE_SPEAKER.has(before.at(-2)?.text.toLowerCase() ?? '');
}

/** The verbs of a side: the form that stands there, by its group. */
type Verbs = ReadonlyMap<string, string>;

/** Most edits are of no verb of speech. */
const NO_VERBS: Verbs = new Map();

function verbsOf(side: Side, language: string | null): Verbs {
  const words = lowerWords(side);
  if (!words.some((word) => isSpeechVerb(word, language))) return NO_VERBS;
  return new Map(
    words.flatMap((word) => {
      const group = groupOf(word, language);
      return group === undefined ? [] : [[group, word]];
    }),
  );
}

/** Whether a word (in lower case) says how something was said. */
export function isSpeechVerb(word: string, language: string | null): boolean {
  return groupOf(word, language) !== undefined;
}

function groupOf(word: string, language: string | null): string | undefined {
  const primary = primaryLanguage(language);
  if (primary !== null) return GROUPS.get(primary)?.get(word);
  for (const table of GROUPS.values()) {
    const group = table.get(word);
    if (group !== undefined) return group;
  }
  return undefined;
}
