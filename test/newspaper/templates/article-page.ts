import type { KeyedBlock } from '../apply-edit.ts';
import type { Furniture } from '../furniture.ts';
import { escapeHtml } from '../html.ts';
import { toInlineHtml, toPlainText } from '../inline.ts';
import type { Embed, Picture, StoryBlock } from '../story.ts';
import type { StoryState } from '../story-state.ts';
import { toZonedIso } from '../zoned-time.ts';

/** All that a template needs to print one article. */
export type ArticlePage = {
  state: StoryState;
  /** Scheme and authority of the newspaper, without a slash at the end. */
  origin: string;
  /** Only the first paragraphs are shown, and an offer to subscribe. */
  isStub: boolean;
  furniture: Furniture;
  /** Other stories of the paper, newest first. */
  others: StoryState[];
  /** An address in a text, such as `story:12`, as it is printed. */
  resolve: (href: string) => string;
  /** The name that pages declare for their encoding. */
  charset: string;
};

const STUB_PARAGRAPHS = 2;

/** The blocks that the page shows: of a stub, the first two paragraphs. */
export function listShownBlocks(page: ArticlePage): StoryBlock[] {
  const blocks = page.state.body.map((entry: KeyedBlock) => entry.block);
  if (!page.isStub) return blocks;
  return blocks.filter((block) => block.type === 'paragraph').slice(0, STUB_PARAGRAPHS);
}

/** Correction notes are for those who can read the article. */
export function listShownNotes(page: ArticlePage): string[] {
  return page.isStub ? [] : page.state.notes;
}

/** The inside of a paragraph. */
export function inlineOf(page: ArticlePage, text: string): string {
  return toInlineHtml(text, page.resolve);
}

/** The article's absolute address. */
export function urlOf(page: ArticlePage, state: StoryState = page.state): string {
  return page.origin + state.path;
}

/** The absolute address of a picture. */
export function pictureUrl(page: ArticlePage, picture: Picture): string {
  return `${page.origin}/images/${picture.file}`;
}

/** Publication and last save, as the paper's zone writes them. */
export function datesOf(page: ArticlePage): { published: string; saved: string } {
  const { state } = page;
  return {
    published: toZonedIso(state.publishedAt, state.paper.timezone),
    saved: toZonedIso(state.savedAt, state.paper.timezone),
  };
}

/** What metadata says the article is about: its dek, else how it begins. */
export function descriptionOf(page: ArticlePage): string {
  if (page.state.dek !== null) return page.state.dek;
  const first = page.state.body.find((entry) => entry.block.type === 'paragraph')?.block;
  return first?.type === 'paragraph' ? `${toPlainText(first.text).slice(0, 150).trimEnd()}…` : page.state.headline;
}

/** A list block's items as `<li>`s. */
export function itemsHtml(page: ArticlePage, items: string[]): string {
  return items.map((item) => `<li>${inlineOf(page, item)}</li>`).join('');
}

/** An embed as its provider hands it out. */
export function embedHtml(embed: Embed): string {
  switch (embed.provider) {
    case 'twitter': {
      const url = `https://twitter.com/${embed.handle}/status/${embed.post}?ref_src=twsrc%5Etfw`;
      return (
        `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">${escapeHtml(embed.text)}</p>` +
        `&mdash; ${escapeHtml(embed.name)} (@${embed.handle}) <a href="${url}">${escapeHtml(embed.postedOn)}</a>` +
        '</blockquote> <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>'
      );
    }
    case 'telegram':
      return `<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="${embed.post}" data-width="100%"></script>`;
    case 'youtube':
      return `<iframe width="560" height="315" src="https://www.youtube.com/embed/${embed.video}" title="${escapeHtml(embed.title)}" frameborder="0" allowfullscreen></iframe>`;
  }
}
