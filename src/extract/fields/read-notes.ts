import type { Note } from '../../model/article.ts';
import type { Block } from '../../model/block.ts';

/** How newsrooms begin a note about the article itself. */
const BEGINNINGS: [kind: Note['kind'], pattern: RegExp][] = [
  [
    'correction',
    /^\W*(?:correction|corrections|corrected|erratum|errata|berichtigung|korrektur|korrigiert|rectificatif|correctif|erratum|corrección|fe de errores|rectificación|correção|errata corrige|rettelse|rättelse|исправление|поправка|sprostowanie|korekta)\b[^.!?]{0,60}[:.–—-]|^\W*(?:an earlier|a previous|the original) version of this (?:article|story|post|report)/i,
  ],
  [
    'clarification',
    /^\W*(?:clarification|klarstellung|précision|aclaración|esclarecimento|precisazione|уточнение)\b[^.!?]{0,40}[:.–—-]/i,
  ],
  [
    'editor',
    /^\W*(?:editor['’]?s['’]? note|note from the editors?|anmerkung der redaktion|anm\. ?d\. ?red|note de la rédaction|nota (?:de la redacción|del editor|da redação)|от редакции|примечание редакции|od redakcji)\b/i,
  ],
  [
    'update',
    /^\W*(?:updated?|update \d+|this (?:article|story|post) (?:was|has been) (?:updated|amended|corrected|edited)|(?:dieser )?artikel wurde (?:aktualisiert|ergänzt)|mis à jour|actualización|actualizado|atualizado|aggiornamento|обновлено|дополнено|aktualizacja)\b[^.!?]{0,80}(?:[:.–—-]|$)/i,
  ],
];

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

function noteOf(text: string): Note | null {
  if (text.length > 900) return null;
  const kind = BEGINNINGS.find(([, pattern]) => pattern.test(text))?.[0];
  if (kind === undefined) return null;
  return { kind: kind === 'update' && /\bcorrected\b/i.test(text) ? 'correction' : kind, text };
}
