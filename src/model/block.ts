/** A stretch of a text with a meaning of its own. `start` and `end` count UTF-16 units of the text; `end` is exclusive. */
export type Span =
  | { start: number; end: number; kind: 'link'; href: string }
  | { start: number; end: number; kind: 'emphasis' | 'strong' };

/** Text without line breaks (but for `\n` where the page has a `<br>`), white space folded, with its links and emphasis. */
export type RichText = { text: string; spans: Span[] };

export type ParagraphBlock = { type: 'paragraph' } & RichText;
export type HeadingBlock = { type: 'heading'; level: number } & RichText;
export type QuoteBlock = { type: 'quote'; citation: string | null } & RichText;
export type ListBlock = { type: 'list'; ordered: boolean; items: RichText[] };
export type TableBlock = { type: 'table'; rows: string[][] };
export type ImageBlock = { type: 'image' } & Image;
export type EmbedBlock = {
  type: 'embed';
  provider: string;
  url: string | null;
  author: string | null;
  handle: string | null;
  /** ISO 8601 where it can be read with certainty, else as the post shows it. */
  date: string | null;
  text: string | null;
  /** Links and emphasis of `text`; absent where it has none. */
  spans?: Span[];
};
export type RelatedBlock = { type: 'related'; title: string; url: string; label: string | null };
export type AsideBlock = { type: 'aside' } & RichText;
export type LiveEntryBlock = { type: 'live-entry'; id: string | null; time: string | null; blocks: Block[] };

/** One piece of an article's body, in the order of the page. */
export type Block =
  | ParagraphBlock
  | HeadingBlock
  | QuoteBlock
  | ListBlock
  | TableBlock
  | ImageBlock
  | EmbedBlock
  | RelatedBlock
  | AsideBlock
  | LiveEntryBlock;

/** A picture of an article; the caption never contains the credit. */
export type Image = { url: string; alt: string | null; caption: string | null; credit: string | null };
