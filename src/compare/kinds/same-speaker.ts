import { primaryLanguage } from '../../model/primary-language.ts';
import { isDeclined } from './same-name.ts';

/** Nouns by which papers name one body in turn, a body a group, lest they say the same word twice. */
const BODIES: Record<string, string> = {
  en:
    'company|firm|business|corporation|companies|firms|businesses ministry|department government|administration ' +
    'newspaper|paper|daily lawyer|attorney lawyers|attorneys club|team charity|organisation|organization',
  de: 'unternehmen|firma|konzern|betrieb unternehmens|konzerns|betriebs zeitung|blatt anwalt|verteidiger verein|klub|club',
  fr: 'entreprise|société|compagnie|firme|groupe gouvernement|exécutif journal|quotidien association|organisation club|équipe',
  es: 'empresa|compañía|firma|sociedad|corporación gobierno|ejecutivo periódico|diario|rotativo club|equipo organización|asociación',
  ru: 'компания|фирма|предприятие|корпорация правительство|кабмин министерство|ведомство газета|издание|журнал клуб|команда',
  uk: 'компанія|фірма|підприємство|корпорація уряд|кабмін міністерство|відомство газета|видання|журнал клуб|команда',
};

const GROUPS = new Map(
  Object.entries(BODIES).map(([language, bodies]) => [language, bodies.split(' ').map((body) => body.split('|'))]),
);

/** Whether two nouns (in lower case) name one body: "company" and "firm", "Gobierno" and "Ejecutivo". */
export function isSameSpeaker(one: string, other: string, language: string | null): boolean {
  const groups = GROUPS.get(primaryLanguage(language) ?? '') ?? [];
  const isNamed = (word: string, noun: string) => word === noun || isDeclined(word, noun, language);
  const [first, second] = [bareNoun(one), bareNoun(other)];
  return groups.some((group) => [first, second].every((word) => group.some((noun) => isNamed(word, noun))));
}

/** "l’entreprise": the article that French writes together with its noun. */
function bareNoun(word: string): string {
  return word.replace(/^(?:l|d|qu)['’]/, '');
}
