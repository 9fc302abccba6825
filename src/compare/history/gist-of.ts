import { hash } from 'node:crypto';
import type { Article, Note } from '../../model/article.ts';
import type { Block, Image } from '../../model/block.ts';
import { imageKey } from '../../model/image-address.ts';
import { blockText } from '../body/block-text.ts';
import { emphasisOf, linksOf, targetKey } from '../kinds/judge-links.ts';
import { noteKindOf } from '../kinds/note-words.ts';
import { furnitureOf, MAY_BE_FURNITURE, withoutFurniture } from '../noise/furniture-text.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { foldTypography } from '../text/fold-typography.ts';

/**
 * A digest of what a reader takes from a record: its watched fields without what the noise rules pass over. Two records
 * with one gist differ in noise at most, so a version can be known again among hundreds without being compared with each.
 */
export function gistOf(article: Article): string {
  const { headline, kicker, dek, byline, publishedAt, section, tags, leadImage, body, notes } = article;
  const names = byline?.authors.map(({ name }) => withoutFurniture(name) ?? '').sort() ?? [];
  const gist = {
    headline: fold(headline),
    kicker: fold(kicker),
    dek: fold(dek),
    byline: [withoutFurniture(byline?.text ?? '') ?? '', ...names],
    published: publishedAt === null ? null : foldTime(publishedAt),
    section: fold(section),
    tags: [...new Set(tags.map((tag) => fold(tag).toLowerCase()))].sort(),
    image: leadImage === null ? null : foldImage(leadImage),
    body: body.flatMap(foldBlock),
    notes: [...new Set(notes.map(foldNote))].sort(),
    // A page that does not say so is free to read.
    isFree: article.isAccessibleForFree ?? true,
  };
  return hash('sha256', fingerprint(gist), 'hex');
}

function fold(text: string | null): string {
  return text === null ? '' : foldTypography(text);
}

/** The instant, whatever zone it is told in. */
function foldTime(time: string): number | string {
  const instant = Date.parse(time);
  return Number.isNaN(instant) ? time : instant;
}

function foldImage({ url, alt, caption, credit }: Image): string[] {
  return [imageKey(url), fold(alt), fold(caption), fold(credit)];
}

function foldNote({ text }: Note): string {
  return furnitureOf(text) ?? fold(text);
}

/** What a reader takes from a block; nothing where it is furniture as a whole. */
function foldBlock(block: Block): unknown[] {
  if (block.type === 'live-entry') return [{ entry: block.blocks.flatMap(foldBlock) }];
  if (block.type === 'image') return [{ image: foldImage(block) }];
  if (block.type === 'embed') {
    return [{ embed: [block.provider, block.url === null ? null : targetKey(block.url), fold(blockText(block))] }];
  }
  if (block.type === 'related') return [{ related: [targetKey(block.url), fold(block.title)] }];
  const text = blockText(block);
  const rest = MAY_BE_FURNITURE.has(block.type) ? withoutFurniture(text) : fold(text);
  // A note of the newsroom is said to a reader, whenever that was.
  if (rest === null) return noteKindOf(text) === null ? [] : [{ note: furnitureOf(text) }];
  const form = block.type === 'heading' ? `heading ${block.level}` : block.type;
  const links = linksOf(block).map(({ label, href }) => `${label} ${targetKey(href)}`);
  return [{ form, text: rest, links: links.sort(), emphasis: emphasisOf(block) }];
}
