import { primaryLanguage } from '../text/tokenize.ts';
import { type Edit, isLocal, lowerWords, type Side } from './edit.ts';
import { describeSwap, type Finding } from './finding.ts';

/** Verbs that say how something was said, a verb a group: another form of one verb is no other attribution. */
const VERBS: Record<string, string> = {
  en:
    'said|says|say|saying told|tells|tell stated|states|stating claimed|claims|claiming alleged|alleges|alleging ' +
    'admitted|admits|conceded|concedes|acknowledged|acknowledges confirmed|confirms|confirming denied|denies|denying ' +
    'insisted|insists|insisting warned|warns|warning revealed|reveals|disclosed|discloses announced|announces ' +
    'suggested|suggests|suggesting argued|argues|arguing accused|accuses boasted|boasts threatened|threatens ' +
    'asserted|asserts maintained|maintains declared|declares explained|explains noted|notes pointed reported|reports ' +
    'believed|believes|thinks|thought complained|complains vowed|vows|pledged|pledges|promised|promises lied|lies according',
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

/** How something was said was said otherwise: "said" → "claimed". */
export function findAttributions(edit: Edit): Finding[] {
  if (!isLocal(edit)) return [];
  const removed = verbsOf(edit.removed, edit.language);
  const added = verbsOf(edit.added, edit.language);
  const gone = [...removed].filter(([group]) => !added.has(group)).map(([, form]) => form);
  const come = [...added].filter(([group]) => !removed.has(group)).map(([, form]) => form);
  if (gone.length === 0 || come.length === 0) return [];
  return [{ kind: 'attribution', what: describeSwap(gone.join(', '), come.join(', ')), extent: 'full' }];
}

/** The verbs of a side: the form that stands there, by its group. */
function verbsOf(side: Side, language: string | null): Map<string, string> {
  const primary = primaryLanguage(language);
  const tables = primary === null ? [...GROUPS.values()] : [GROUPS.get(primary) ?? new Map<string, string>()];
  const verbs = new Map<string, string>();
  for (const word of lowerWords(side)) {
    const group = tables.map((table) => table.get(word)).find((found) => found !== undefined);
    if (group !== undefined) verbs.set(group, word);
  }
  return verbs;
}
