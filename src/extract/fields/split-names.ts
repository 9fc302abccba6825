import { foldText, nameKey } from '../fold-text.ts';

/** The words before the names in a byline, in the languages of the papers we know. */
export const LEADING_BY =
  /^(?:(?:(?:written|reported|story|analysis|opinion|text|words|commentary|kommentar|gastbeitrag|interview|un article) (?:by|von|de|af|av)|by|von|vom|par|por|di|da|av|af|door|od|autor(?:in|a|es|en|zy)?(?:\/(?:autor)?in(?:nen)?)?|autorin\/autor|authors?|auteure?s?|autore|autrice|författare|forfatter|szerző|автор(?:ы|и)?|текст|teksti?|tekst|texto?|oleh|penulis|yazan|haber|eftir|tác giả)\s*[:：]?|(?:by|von|par|por|автор|autor|text)\s*[:：])\s+/iu;

/** What people in newsrooms are, where it stands beside their names. */
const ROLE =
  /(?:^|\s)(?:(?:senior|chief|deputy|managing|assistant|political|foreign|news|sports?|business|staff|associate|contributing|freelance|executive|former|environment|technology|health|science|education|crime|media|economics?|data|digital|special|world|national|diplomatic|security|defen[cs]e|royal|travel|culture|arts|city|courts?|white house) )*(?:editor|reporter|correspondent|writer|journalist(?:in|e|en)?|columnist|contributor|producer|photographer|redakteur(?:in)?|redaktør|redaktör|korrespondent(?:in|en)?|reporterin|chefredakteur(?:in)?|volont[aä]r(?:in)?|autor(?:in)?|journaliste|rédact(?:eur|rice)(?: en chef)?|périodista|periodista|redactora?|corresponsal|jornalista|giornalista|dziennikarz|dziennikarka|журналист(?:ка)?|корреспондент|редактор|обозреватель|кореспондент|журналіст(?:ка)?|muhabir|wartawan|기자|특파원|記者)(?:[\s-]in[\s-]chief)?$/iu;

const LINK_WORDS =
  /\s*(?:[,;/&、]|\band\b|\bund\b|\s(?:et|y|e|og|och|i|ja|en|и|та|і|ve|dan|with|sowie)\s|\s[|•·]\s)\s*/u;
/** Marks after which no more names come: dates, places and counts follow. */
const LINE_END =
  /\s[–—-]\s|\s{0,3}[•·|]\s{0,3}(?=[^\p{L}]|\p{Ll})|[(\n]|\s\p{L}{3,9}\.?\s\d{1,2}(?:\p{Ll}{2})?,?\s\d{4}|\s\d|\d{1,2}[:.]\d|\s(?:published|updated|veröffentlicht|aktualisiert|publié|publicado|actualizado|pubblicato|aggiornato)(?!\p{L})/iu;
/** A line that says something else first: `Date: … Author: Jane Doe`. */
const LABEL_WITHIN = /\s(?:autor(?:in)?|authors?|auteur|autore|автор|von|by)\s?:\s/iu;
const COMPANY = /(?:^|\s)(?:gmbh|ag|ltd|inc|llc|e\. ?v|s\.a|s\.l|oy|verlag|media)\.?$/iu;
/** A list of names is not longer than this; what is, is hostile or no list. */
const LONGEST_LINE = 600;
const TITLE_AFTER = /^(?:jr|sr|ph\.? ?d|m\.?d|ii|iii|iv|esq|msc|ma)\.?$/i;
const NOT_A_NAME =
  /^(?:staff|by|von|por|par|door|facebook|twitter|linkedin|instagram|email|publisher|publiziert|herausgeber|zuletzt|datum|date|about|editors?|editorial|redaktion|redaction|rédaction|redacción|redação|redazione|redakcja|redactie|redaksjonen|редакция|редакція|web ?desk|news ?(?:desk|room)|admin(?:istrator)?|guest|user|nachrichten|news|view all|more|share|follow|published|updated|posted|veröffentlicht|erschienen|aktualisiert|stand|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|опубликовано|обновлено|opublikowano|publicerad|publisert|bookmark|unknown|anonymous|null|undefined|none|n\/a|author|autor|comments?|min(?:ute)?s?)(?![\p{L}])/iu;
const SMALL_WORD = /^(?:in|on|at|for|from|am|um|aus|für|à|en|dans|il|le|los|om|op|the|der|die|das)\s/iu;

/** The names that a line or a metadata value lists: no roles, places or dates, no addresses, each once. */
export function splitNames(text: string): string[] {
  if (/^(?:https?:|www\.|\/\/|@)/.test(text)) return [];
  const whole = foldText(text.slice(0, LONGEST_LINE));
  const label = whole.match(LABEL_WITHIN);
  const said = label?.index === undefined ? whole : whole.slice(label.index + label[0].length);
  const line = said.replace(LEADING_BY, '');
  if (/^\p{L}+\.?,?\s\d/u.test(line)) return []; // a date
  const end = line.search(LINE_END);
  const names: string[] = [];
  for (const part of (end > 0 ? line.slice(0, end) : line).split(LINK_WORDS)) {
    const bare = part.replace(LEADING_BY, '').replace(/^[\s.,:|–—-]+|[\s.,:|–—-]+$/g, '');
    if (bare === '') continue;
    const before = names.at(-1);
    if (TITLE_AFTER.test(bare) && before !== undefined) {
      names[names.length - 1] = `${before}, ${bare}`;
      continue;
    }
    if (SMALL_WORD.test(bare)) break;
    const name = bare.replace(ROLE, '').trim();
    // `Jane Doe, Harbour Correspondent`: one word before a role is a desk.
    if (name !== bare && names.length > 0 && /^\p{Script=Latin}+$/u.test(name)) continue;
    // `Jane Doe, NDR`: capitals after a name are the house that the person works for.
    if (names.length > 0 && /^\p{Lu}{2,5}$/u.test(name)) continue;
    if (isName(name)) names.push(name);
    else if (name !== '') break;
  }
  return names.filter((name, at) => names.findIndex((other) => nameKey(other) === nameKey(name)) === at);
}

function isName(text: string): boolean {
  return (
    text.length > 1 &&
    text.length < 60 &&
    text.split(' ').length <= 6 &&
    /\p{L}{2}/u.test(text) &&
    !/^\p{L}{3,12}:\s/u.test(text) &&
    !COMPANY.test(text) &&
    !/(?:^|\s)\d|@|:\/\/|[?!]$|^www\.|\S\.\p{L}{2,6}\)?$/u.test(text) &&
    !NOT_A_NAME.test(text)
  );
}

/** Whether every word of a name is written as names are; true where the script has no capitals. */
export function looksLikePerson(name: string): boolean {
  const words = name.split(' ');
  if (words.length > 5) return false;
  return words.every(
    (word, at) =>
      !/^\p{Ll}/u.test(word) ||
      (at > 0 && /^(?:von|van|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ter|zu)$/.test(word)),
  );
}
