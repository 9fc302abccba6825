import type { Edit } from './script.ts';
import type { Picture, Story, StoryBlock } from './story.ts';

/** A block with the key that it keeps for life: its place in the story as first filed, or the edit that brought it. */
export type KeyedBlock = { key: string; block: StoryBlock };

/** What of a story an editor can change. */
export type Copy = {
  headline: string;
  dek: string | null;
  picture: Picture | null;
  body: KeyedBlock[];
  notes: string[];
};

/** A story as it is first published. */
export function fileCopy(story: Story): Copy {
  const body = story.body.map((entry, place) => {
    const block: StoryBlock = typeof entry === 'string' ? { type: 'paragraph', text: entry } : entry;
    return { key: String(place), block };
  });
  return { headline: story.headline, dek: story.dek ?? null, picture: story.picture ?? null, body, notes: [] };
}

/** The copy after one edit. Throws where the edit does not fit the copy: the script is wrong then. */
export function applyEdit(copy: Copy, edit: Edit): Copy {
  switch (edit.kind) {
    case 'headline':
      return { ...copy, headline: edit.to };
    case 'dek':
      return { ...copy, dek: edit.to };
    case 'image':
      return { ...copy, picture: edit.to };
    case 'correction-note':
      return { ...copy, notes: [...copy.notes, edit.text] };
    case 'addition':
      return { ...copy, body: addBlock(copy.body, edit) };
    case 'deletion':
      return { ...copy, body: copy.body.toSpliced(placeOf(copy.body, edit.block), 1) };
    case 'moved-block':
      return { ...copy, body: moveBlock(copy.body, edit) };
    default:
      return { ...copy, body: replaceWords(copy.body, edit.from, edit.to) };
  }
}

/** Where the words of an edit stand: the key of the one block that holds them. Throws unless there is exactly one. */
export function findBlockWith(body: KeyedBlock[], words: string): string {
  const holders = body.filter(({ block }) => countIn(block, words) > 0);
  const [holder] = holders;
  if (holder === undefined || holders.length > 1 || countIn(holder.block, words) > 1) {
    throw new Error(`An edit looks for “${words}”, which must stand once in the story: write more or other words.`);
  }
  return holder.key;
}

function addBlock(body: KeyedBlock[], edit: { after: number; text: string }): KeyedBlock[] {
  const added: KeyedBlock = { key: `after ${edit.after}: ${edit.text}`, block: { type: 'paragraph', text: edit.text } };
  return body.toSpliced(placeOf(body, edit.after) + 1, 0, added);
}

function moveBlock(body: KeyedBlock[], edit: { block: number; to: number }): KeyedBlock[] {
  const place = placeOf(body, edit.block);
  const moved = body.slice(place, place + 1);
  return body.toSpliced(place, 1).toSpliced(edit.to, 0, ...moved);
}

function replaceWords(body: KeyedBlock[], from: string, to: string): KeyedBlock[] {
  const key = findBlockWith(body, from);
  return body.map((entry) => {
    if (entry.key !== key) return entry;
    return { key, block: mapTexts(entry.block, (text) => text.replace(from, () => to)) };
  });
}

function placeOf(body: KeyedBlock[], block: number): number {
  const place = body.findIndex((entry) => entry.key === String(block));
  if (place < 0) throw new Error(`An edit names block ${block}, which the story does not hold.`);
  return place;
}

function countIn(block: StoryBlock, words: string): number {
  let count = 0;
  mapTexts(block, (text) => {
    count += text.split(words).length - 1;
    return text;
  });
  return count;
}

function mapTexts(block: StoryBlock, change: (text: string) => string): StoryBlock {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, text: change(block.text) };
    case 'quote':
      return { ...block, text: change(block.text) };
    case 'list':
      return { ...block, items: block.items.map(change) };
    default:
      return block;
  }
}
