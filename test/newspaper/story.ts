import type { PaperId } from './papers.ts';

/** A picture as the newsroom files it; `file` is its name under `/images/`. */
export type Picture = { file: string; caption: string; credit: string };

/** Somebody else's post, in the markup that its provider hands out. */
export type Embed =
  | { provider: 'twitter'; name: string; handle: string; postedOn: string; text: string; post: string }
  | { provider: 'telegram'; post: string }
  | { provider: 'youtube'; video: string; title: string };

/**
 * One piece of a story. Texts carry `[words](address)`, `*emphasis*` and `**strong**`; an address `story:ID` stands for
 * another story of the same newspaper.
 */
export type StoryBlock =
  | { type: 'paragraph'; text: string }
  | { type: 'heading'; text: string }
  | { type: 'quote'; text: string; cite: string }
  | { type: 'list'; ordered: boolean; items: string[] }
  | { type: 'image'; picture: Picture }
  | { type: 'related'; story: number; title: string }
  | { type: 'embed'; embed: Embed };

/** A story as first filed. A bare string in the body is a paragraph. */
export type Story = {
  id: number;
  paper: PaperId;
  slug: string;
  language: string;
  section: string;
  headline: string;
  kicker?: string;
  dek?: string;
  /** A label over the headline, such as Opinion. */
  label?: string;
  /** Empty for a staff report. */
  authors: string[];
  tags: string[];
  picture?: Picture;
  body: (string | StoryBlock)[];
  /** Listed in the feed under an address that robots.txt closes. */
  isPreview?: boolean;
};

/** A picture inside the text. */
export function image(file: string, caption: string, credit: string): StoryBlock {
  return { type: 'image', picture: { file, caption, credit } };
}

/** A subheading. */
export function heading(text: string): StoryBlock {
  return { type: 'heading', text };
}

/** A pull quote with its speaker. */
export function quote(text: string, cite: string): StoryBlock {
  return { type: 'quote', text, cite };
}

/** A bulleted list. */
export function bullets(...items: string[]): StoryBlock {
  return { type: 'list', ordered: false, items };
}

/** A numbered list. */
export function steps(...items: string[]): StoryBlock {
  return { type: 'list', ordered: true, items };
}

/** A related article inside the text. */
export function related(story: number, title: string): StoryBlock {
  return { type: 'related', story, title };
}

/** A post embedded from elsewhere. */
export function embed(post: Embed): StoryBlock {
  return { type: 'embed', embed: post };
}
