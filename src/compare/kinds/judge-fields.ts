import type { Article, Note } from '../../model/article.ts';
import type { ChangeKind, FieldChange } from '../../model/change.ts';
import { furnitureBetween, furnitureOf } from '../noise/furniture-text.ts';
import { foldTypography, readsTheSame } from '../text/fold-typography.ts';
import { describeSwap, type Finding, passOver, shorten } from './finding.ts';
import { judgeImages } from './judge-images.ts';
import { judgeText, type TextContext } from './judge-text.ts';
import { nameText } from './name-text.ts';
import { isRetraction, noteKindOf } from './note-words.ts';

/** What the change of a field other than the body comes to. */
export function judgeField(change: FieldChange, from: Article, to: Article, context: TextContext): Finding[] {
  const what = describeSwap(change.from ?? '', change.to ?? '');
  switch (change.field) {
    case 'headline':
    case 'kicker':
    case 'dek':
      return nameText(change.field, judgeText(change.words, context, 'title'), what);
    case 'byline':
      return [judgeByline(from, to, what)];
    case 'publishedAt':
      return [isSameInstant(change.from, change.to) ? passOver('dates', what, 'same-moment') : full('dates', what)];
    case 'section':
      return [readsTheSame(change.from, change.to) ? passOver('section', what, 'typography') : full('section', what)];
    case 'tags':
      return [judgeTags(from.tags, to.tags)];
    case 'leadImage':
      return judgeImages(from.leadImage, to.leadImage, context);
    case 'notes':
      return judgeNotes(from.notes, to.notes);
    case 'isAccessibleForFree': {
      // A page that does not say so is free to read.
      const isSame = (from.isAccessibleForFree ?? true) === (to.isAccessibleForFree ?? true);
      return [isSame ? passOver('access', what, 'unsaid-access') : full('access', what)];
    }
    default:
      return change.field satisfies never;
  }
}

function full(kind: ChangeKind, what: string): Finding {
  return { kind, what, extent: 'full' };
}

function judgeByline(from: Article, to: Article, what: string): Finding {
  const [before, after] = [from.byline?.text ?? null, to.byline?.text ?? null];
  if (!readsTheSame(before, after)) {
    const rule = furnitureBetween(before ?? '', after ?? '');
    return rule === null ? full('byline', what) : passOver('byline', what, rule);
  }
  const names = (article: Article) =>
    (article.byline?.authors ?? [])
      .map(({ name }) => foldTypography(name))
      .sort()
      .join();
  return names(from) === names(to) ? passOver('byline', what, 'unseen') : { kind: 'byline', what, extent: 'minor' };
}

function isSameInstant(before: string | null, after: string | null): boolean {
  if (before === null || after === null) return false;
  const [one, other] = [Date.parse(before), Date.parse(after)];
  return !Number.isNaN(one) && one === other;
}

/** Tags are a set: their order and their capitals are the template's. */
function judgeTags(before: string[], after: string[]): Finding {
  const keys = (tags: string[]) => new Map(tags.map((tag) => [foldTypography(tag).toLowerCase(), tag]));
  const [had, has] = [keys(before), keys(after)];
  const gone = [...had].filter(([key]) => !has.has(key)).map(([, tag]) => tag);
  const come = [...has].filter(([key]) => !had.has(key)).map(([, tag]) => tag);
  if (gone.length === 0 && come.length === 0) return passOver('tags', 'the same in another order', 'tag-order');
  return { kind: 'tags', what: describeSwap(gone.join(', '), come.join(', ')), extent: 'full' };
}

/** Notes that came, went or were rewritten. */
function judgeNotes(before: Note[], after: Note[]): Finding[] {
  const keys = (notes: Note[]) => new Set(notes.map(noteKey));
  const [had, has] = [keys(before), keys(after)];
  const gone = before.filter((note) => !has.has(noteKey(note)));
  const come = after.filter((note) => !had.has(noteKey(note)));
  if (gone.length === 0 && come.length === 0) {
    return [passOver('style', 'the notes are set otherwise', 'typography')];
  }
  return [
    ...come.map((note): Finding => ({ kind: noteKind(note), what: shorten(note.text), extent: 'full' })),
    ...gone.map(
      (note): Finding => ({ kind: noteKind(note), what: `taken away: ${shorten(note.text)}`, extent: 'full' }),
    ),
  ];
}

function noteKey(note: Note): string {
  return furnitureOf(note.text) ?? foldTypography(note.text);
}

function noteKind(note: Note): Finding['kind'] {
  if (isRetraction(note.text)) return 'retraction';
  // What a note says of itself tells more than the box that it stands in.
  const said = noteKindOf(note.text);
  if (said !== null) return said;
  return note.kind === 'correction' || note.kind === 'clarification' ? 'correction-note' : 'update-note';
}
