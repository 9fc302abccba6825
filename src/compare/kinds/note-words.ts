import type { ChangeKind } from '../../model/change.ts';

type NoteKind = Extract<ChangeKind, 'correction-note' | 'update-note' | 'retraction'>;

/** How newsrooms begin a note about the article itself, in English, German, French, Spanish, Russian and Ukrainian. */
const RETRACTION =
  /\b(?:retract(?:ed|ion|s)|has (?:been )?withdrawn this|article (?:has been|was) (?:withdrawn|removed)|zurückgezogen|rétract(?:é|ation)|retractación|ha sido retirado)\b|отозван|опровержение редакции|відкликан/iu;
const CORRECTION =
  /^[\s[(*]*(?:corrections?|corrected|clarifications?|editor['’]s note|(?:this|an earlier version of this|a previous version of this) (?:article|story|report|piece|headline)\b.{0,200}?(?:correct|amend|misstat|incorrect|wrong|clarif|mistaken)|amended on|korrektur|berichtigung|richtigstellung|anmerkung der redaktion|in einer früheren (?:version|fassung)|correctif|rectificatif|précision|erratum|corrección|fe de erratas|rectificación|aclaración|исправлен|уточнен|поправка|виправлен|уточненн|спростування)/iu;
const UPDATE =
  /^[\s[(*]*(?:updated?(?=\s*[:.,—–\-|(\d]|\s+(?:at|on|with|to)\b|$)|this (?:article|story|report|piece) (?:has been|was|is being) updated|last updated|aktualisiert|update vom|dieser (?:artikel|text) wurde aktualisiert|mis à jour|mise à jour|actualizado|actualización|обновлен|обновлён|дополнен|оновлен|доповнен)/iu;

/** Whether a text is a note about the article, and of which kind; `null` for any other text. */
export function noteKindOf(text: string): NoteKind | null {
  if (CORRECTION.test(text)) return RETRACTION.test(text) ? 'retraction' : 'correction-note';
  if (UPDATE.test(text)) return 'update-note';
  return /^[\s[(*]*(?:retraction|retracted|withdrawn)\b/iu.test(text) ? 'retraction' : null;
}

/** Whether a note says that the article no longer stands. */
export function isRetraction(text: string): boolean {
  return RETRACTION.test(text);
}
