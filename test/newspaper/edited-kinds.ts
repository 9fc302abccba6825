import type { ChangeKind } from '../../src/model/change.ts';
import { applyEdit, type Copy, fileCopy, findBlockWith, type KeyedBlock } from './apply-edit.ts';
import type { Picture } from './story.ts';
import type { StoryState } from './story-state.ts';

/**
 * The kinds of edits by which a later state of a story differs from an earlier one, in alphabetical order. Only what
 * still differs counts: an edit that was taken back in between leaves no trace.
 */
export function listEditedKinds(before: StoryState, after: StoryState): ChangeKind[] {
  const kinds = new Set<ChangeKind>();
  if (before.headline !== after.headline) kinds.add('headline');
  if (before.dek !== after.dek) kinds.add('dek');
  if (before.notes.length !== after.notes.length) kinds.add('correction-note');
  for (const kind of comparePictures(before.picture, after.picture)) kinds.add(kind);

  const keysBefore = before.body.map((entry) => entry.key);
  const keysAfter = after.body.map((entry) => entry.key);
  if (keysAfter.some((key) => !keysBefore.includes(key))) kinds.add('addition');
  if (keysBefore.some((key) => !keysAfter.includes(key))) kinds.add('deletion');
  const stayed = keysBefore.filter((key) => keysAfter.includes(key));
  if (keysAfter.filter((key) => stayed.includes(key)).join() !== stayed.join()) kinds.add('moved-block');
  for (const kind of listRewordings(before, after)) kinds.add(kind);
  return [...kinds].sort();
}

function comparePictures(before: Picture | null, after: Picture | null): ChangeKind[] {
  const kinds: ChangeKind[] = [];
  if (before?.file !== after?.file) kinds.push('image');
  if (before?.caption !== after?.caption) kinds.push('caption');
  if (before?.credit !== after?.credit) kinds.push('credit');
  return kinds;
}

/** The kinds of those edits since `before` whose block still reads otherwise than it did. */
function listRewordings(before: StoryState, after: StoryState): ChangeKind[] {
  const changed = new Set(listChangedKeys(before.body, after.body));
  const kinds: ChangeKind[] = [];
  let copy: Copy = fileCopy(after.story);
  for (const [place, { edit }] of after.edits.entries()) {
    const isLater = place >= before.edits.length;
    if (isLater && 'from' in edit && changed.has(findBlockWith(copy.body, edit.from))) kinds.push(edit.kind);
    copy = applyEdit(copy, edit);
  }
  return kinds;
}

function listChangedKeys(before: KeyedBlock[], after: KeyedBlock[]): string[] {
  const earlier = new Map(before.map((entry) => [entry.key, JSON.stringify(entry.block)]));
  return after
    .filter((entry) => earlier.has(entry.key) && earlier.get(entry.key) !== JSON.stringify(entry.block))
    .map((entry) => entry.key);
}
