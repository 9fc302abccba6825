import { count } from './count.ts';

/** What the page of an article tells of its life, in words. */
export const LIFE = {
  title: 'Edits over its life',
  meaning:
    'A bar is an edit, as high as it is important; the line below is made of the captures. The tables below have all.',
  chart: (edits: number, captures: number, from: string, to: string) =>
    `${count(edits, 'edit', 'edits')} and ${count(captures, 'capture', 'captures')} from ${from} to ${to}.`,
  headlines: 'Headlines',
  headlinesCaption: 'Headlines of this article, newest first, with the time that each stood',
  headline: 'Headline',
  stoodFrom: 'Stood from',
  stoodTo: 'to',
  stillStands: 'it stands',
  lastSeen: 'it was the last',
  versions: 'Versions',
  more: (n: number) => `The newest ${n.toLocaleString('en')} are shown.`,
  allVersions: 'Show all versions',
  elsewhere: 'The same text elsewhere',
  elsewhereMeaning: (passages: number) =>
    `Articles of other sources of which a version has ${passages === 1 ? 'a passage' : `one of ${passages} passages`} of ten words of this article’s newest version, word for word. What was put in other words is not found.`,
  shared: (passages: number) => count(passages, 'passage', 'passages'),
};
