import type { Note } from '../../model/article.ts';
import type { Block } from '../../model/block.ts';
import type { Clues } from '../clues.ts';
import { selectFirst } from '../select-elements.ts';
import { textOf } from '../tree.ts';

/** The words that begin a note of a kind, and end with a mark; then what may stand between them. */
const KIND_WORDS: [kind: Note['kind'], words: string, upTo: number][] = [
  [
    'correction',
    'corrections?|an? correction was (?:made|issued|published|added)|corrected|erratum|errata(?: corrige)?|corrigend(?:um|a)|berichtigung|korrektur(?:hinweis)?|korrigiert|richtigstellung|rectificati(?:f|e)|correcti(?:f|e)|verbetering|corrección|correcciones|fe de err(?:or|at)[ae]?s|rectificación|correção|correções|retificação|correzione|rettifica|rettelse|retting|rättelse|korrigering|исправление|исправлено|поправка|виправлення|виправлено|спростування|sprostowanie|korekta',
    60,
  ],
  [
    'clarification',
    'clarifications?|clarified|klarstellung|präzisierung|précisions?|aclaraci(?:ón|ones)|esclarecimento|precisazione|chiarimento|verduidelijking|nuancering|förtydligande|presisering|præcisering|avklaring|уточнение|уточнено|уточнення|wyjaśnienie|doprecyzowanie',
    40,
  ],
  [
    'editor',
    "editor['’]?s['’]? notes?|note from the editors?|anmerkung der redaktion|anm\\. ?d\\. ?red|hinweis der redaktion|in eigener sache|note de la rédaction|ndlr|nota (?:de la redacción|del editor|da redação|do editor|della redazione|di redazione)|noot van de redactie|från redaktionen|redaktionens anmärkning|fra redaksjonen|redaktionel note|fra redaktionen|от редакции|примечание редакции|від редакції|примітка редакції|od redakcji|przypis redakcji",
    0,
  ],
  [
    'update',
    'updated?|update \\d+|aktualisier(?:t|ung)|mise? à jour|actualización|actualizado|atualização|atualizado|aggiornamento|aggiornato|bijgewerkt|uppdatera[dt]|oppdatert|oppdatering|opdateret|opdatering|обновлено|обновление|дополнено|оновлено|оновлення|доповнено|aktualizacja|zaktualizowano',
    80,
  ],
];

/** Sentences that only newsrooms write about the article itself, whatever word comes first. */
const SAID: [kind: Note['kind'], pattern: RegExp][] = [
  [
    'correction',
    /^(?:an? (?:earlier|previous)|the original) version of (?:this|the) (?:article|story|post|report|piece|headline|caption)|^(?:this|the) (?:article|story|post|report|headline) (?:was|has been) corrected|in einer (?:früheren|vorherigen|ersten) (?:version|fassung)|une (?:précédente version|version précédente)|(?:una|en una) versión (?:anterior|previa) de est|(?:uma|em uma|numa) versão anterior d|(?:una|in una) (?:precedente versione|versione precedente)|in een eerdere versie van dit|w (?:poprzedniej|pierwotnej|wcześniejszej) wersji|i en tidigare version av|i en tidligere (?:versjon|version|utgave|udgave) av?f?|в (?:предыдущей|более ранней|первоначальной) версии|у (?:попередній|первинній) версії/iu,
  ],
  [
    'update',
    /^(?:this|the) (?:article|story|post|report) (?:was|has been) (?:updated|amended|edited)|^(?:dieser |der )?(?:artikel|text|beitrag) wurde (?:nachträglich |zuletzt )?(?:aktualisiert|ergänzt|bearbeitet|überarbeitet)|^cet article a été (?:mis à jour|modifié)|^este artículo (?:ha sido|fue) actualizado|^este (?:artigo|texto) foi atualizado|^questo articolo è stato aggiornato|^dit artikel is (?:bijgewerkt|aangepast)|^статья (?:была )?(?:обновлена|дополнена)|^матеріал (?:було )?(?:оновлено|доповнено)/iu,
  ],
];

const BEGINNINGS: [kind: Note['kind'], pattern: RegExp][] = [
  ...SAID.slice(0, 1),
  ...KIND_WORDS.map(([kind, words, upTo]): [Note['kind'], RegExp] => [
    kind,
    new RegExp(`^(?:${words})(?!\\p{L})${endOfWords(kind, upTo)}`, 'iu'),
  ]),
  ...SAID.slice(1),
];

/** A colon or a dash after the words and a date, a full stop right after them; a line that only says when it was updated. */
function endOfWords(kind: Note['kind'], upTo: number): string {
  if (upTo === 0) return '';
  const mark = `(?:\\.|[^:–—!?]{0,${upTo}}(?:[:–—]|\\s-\\s))`;
  return kind === 'update' ? `(?:${mark}|[^\\d!?]{0,40}\\d[^!?]{0,60}$)` : mark;
}

const LONGEST_NOTE = 900;
const LONGEST_UPDATE = 240;
/** How far into a text a sentence about an earlier version may stand and make it a note. */
const SAID_WITHIN = 160;

/** The newsroom's notes on the article, taken out of its body: corrections, clarifications, updates, editors' notes. */
export function takeNotes(blocks: Block[]): { body: Block[]; notes: Note[] } {
  const notes: Note[] = [];
  const body = blocks.filter((block) => {
    const note = block.type === 'paragraph' || block.type === 'aside' ? noteOf(block.text) : null;
    if (note !== null) notes.push(note);
    return note === null;
  });
  // A page that is nothing but a note keeps it as its text.
  return body.some(({ type }) => type === 'paragraph' || type === 'live-entry' || type === 'list')
    ? { body, notes }
    : { body: blocks, notes };
}

/** The notes that a rule names; one that does not say its kind is the editors'. */
export function ruledNotes({ document, rule }: Clues): Note[] {
  return selectFirst(document, rule?.notes ?? [])
    .map((element) => textOf(element))
    .filter((text) => text !== '')
    .map((text) => noteOf(text) ?? { kind: 'editor', text });
}

/** The note that a text is, `null` for a text that tells the story. */
export function noteOf(text: string): Note | null {
  if (text.length > LONGEST_NOTE) return null;
  const start = text.replace(/^[^\p{L}\p{N}]+/u, '').slice(0, SAID_WITHIN);
  const kind = BEGINNINGS.find(([, pattern]) => pattern.test(start))?.[0];
  // What follows `Update:` in a long paragraph is the story going on.
  if (kind === undefined || (kind === 'update' && text.length > LONGEST_UPDATE)) return null;
  return { kind: kind === 'update' && /\bcorrected\b/i.test(text) ? 'correction' : kind, text };
}
