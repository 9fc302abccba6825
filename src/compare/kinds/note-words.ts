import type { ChangeKind } from '../../model/change.ts';

type NoteKind = Extract<ChangeKind, 'correction-note' | 'update-note' | 'retraction'>;

/** What newsrooms call the article itself. */
const ARTICLE =
  '(?:article|story|report|piece|post|column|artikel|text|beitrag|bericht|texte|artículo|texto|noticia|nota|información|материал|стат[ьи]я|текст|публикаци[яю]|матеріал|публікаці[яю])';
/** That it was taken back. A witness retracts a statement and troops withdraw: only beside a word for the article. */
const TAKEN_BACK =
  '(?:retracted|withdrawn|removed|taken down|unpublished|zurückgezogen|gelöscht|entfernt|offline genommen|retiré|dépublié|supprimé|retirad[oa]|eliminad[oa]|отозван[ао]?|снят[ао]? с публикации|удал[её]н[ао]?|відкликан[ао]?|знят[ао]? з публікації|видален[ао]?)';
const RETRACTION = new RegExp(
  String.raw`\bretractions?\s*[:.—–-]|\bretraction of this\b|\brétractation\b|\bretractación\b|опровержение редакции|(?<!\p{L})${ARTICLE}(?!\p{L})[^.!?]{0,40}(?<!\p{L})${TAKEN_BACK}|(?<!\p{L})${TAKEN_BACK}\s(?:this|the|our|diesen|den|ce|cet|este|el|этот|цей)\s${ARTICLE}(?!\p{L})`,
  'iu',
);
/** The start of a note that is about mistakes, or by the editors. */
const LABELS =
  "corrections?|clarifications?|correction and clarification|editor[’']?s[’']? note|note to readers|korrektur|berichtigung|richtigstellung|klarstellung|anmerkung(?:en)? der redaktion|correctif|rectificatif|précision|erratum|note de la rédaction|ndlr|corrección|correcciones|fe de errat?as|fe de errores|rectificación|aclaración|nota de (?:la )?redacción|nota del editor|исправление|уточнение|поправка|от редакции|примечание редакции|виправлення|уточнення|спростування|поправка|від редакції|примітка редакції";
const CORRECTION = new RegExp(
  [
    String.raw`^[\s[(*]*(?:${LABELS})(?!\p{L})\s*(?:[:.,—–|)\]-]|\(|\d|$)`,
    String.raw`^[\s[(*]*(?:corrected|amended|исправлено|уточнено|виправлено|korrigiert|corrigé|corregido)(?!\p{L})\s*(?:[:.,—–|)\]-]|\d|on |at |am |le |el |в |о |$)`,
    String.raw`^[\s[(*]*(?:this|an earlier version of this|a previous version of this|the original version of this) ${ARTICLE}\b.{0,200}?(?:correct|amend|misstat|incorrect|wrong|clarif|mistake|misspel|misidentif|erroneous)`,
    String.raw`^[\s[(*]*(?:we apologi[sz]e|wir bitten .{0,40}um entschuldigung|nous présentons nos excuses|pedimos disculpas|приносим извинения|перепрошуємо)`,
    `^[^.!?]{0,40}?(?:in einer (?:früheren|vorherigen|ersten) (?:version|fassung) (?:dieses|des|unseres) (?:artikels|textes|beitrags|berichts)|une (?:première )?version (?:antérieure|précédente)? ?de (?:cet|ce) (?:article|texte)|(?:en )?una versión (?:anterior|previa) de est[ea] (?:artículo|texto|noticia|nota|información)|в (?:первой|предыдущей|ранней) версии (?:текста|материала|статьи|заметки)|у (?:першій|попередній) версії (?:тексту|матеріалу|статті))`,
  ].join('|'),
  'iu',
);
const UPDATE =
  /^[\s[(*]*(?:updated?(?=\s*[:.,—–\-|(\d]|\s+(?:at|on|with|to)\b|$)|this (?:article|story|report|piece) (?:has been|was|is being) updated|last updated|aktualisiert(?!\p{L})|update vom|dieser (?:artikel|text) wurde aktualisiert|mis à jour(?=\s*[:.,—–\-|(\d]|\s+(?:à|le|avec)(?!\p{L})|$)|mise à jour|actualizado(?=\s*[:.,—–\-|(\d]|\s+(?:a|el|con)(?!\p{L})|$)|actualización|(?:обновлено|обновлён|обновлен|дополнено|дополнен|оновлено|доповнено)(?!\p{L}))/iu;

/** A text that takes the article back without a label before it. */
const TAKES_BACK = new RegExp(
  String.raw`^[\s[(*]*(?:(?:retraction|retracted|withdrawn)\s*(?:[:—–|-]|$)|(?:this|dieser|diesen|cet|ce|este|esta|этот|эта|цей|ця) ${ARTICLE}(?!\p{L})[^.!?]{0,30}(?<!\p{L})${TAKEN_BACK}|we have ${TAKEN_BACK} this ${ARTICLE})`,
  'iu',
);

/** Whether a text is a note about the article, and of which kind; `null` for any other text. */
export function noteKindOf(text: string): NoteKind | null {
  if (TAKES_BACK.test(text)) return 'retraction';
  if (CORRECTION.test(text)) return RETRACTION.test(text) ? 'retraction' : 'correction-note';
  return UPDATE.test(text) ? 'update-note' : null;
}

/** Whether a note says that the article no longer stands. */
export function isRetraction(text: string): boolean {
  return RETRACTION.test(text);
}
