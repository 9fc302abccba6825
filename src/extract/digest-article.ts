import { hash as hashOnce } from 'node:crypto';
import { type Article, WATCHED_FIELDS, type WatchedField } from '../model/article.ts';
import type { Block, Image } from '../model/block.ts';
import { imageKey } from '../model/image-address.ts';
import { foldText } from './fold-text.ts';

/** A digest of every watched field, and one of all of them: equal where a reader would see no difference. */
export function digestArticle(article: Pick<Article, WatchedField>): {
  digest: string;
  digests: Record<WatchedField, string>;
} {
  const entries = WATCHED_FIELDS.map((field) => [field, hash(canonicalField(article, field))] as const);
  const digests = Object.fromEntries(entries) as Record<WatchedField, string>;
  return { digest: hash(digests), digests };
}

function canonicalField(article: Pick<Article, WatchedField>, field: WatchedField): unknown {
  switch (field) {
    case 'tags':
      return article.tags.toSorted();
    case 'leadImage':
      return article.leadImage === null ? null : canonicalImage(article.leadImage);
    case 'body':
      return article.body.map(canonicalBlock);
    default:
      return article[field];
  }
}

function canonicalBlock(block: Block): unknown {
  if (block.type === 'image') return { type: 'image', ...canonicalImage(block) };
  if (block.type === 'live-entry') return { ...block, blocks: block.blocks.map(canonicalBlock) };
  return block;
}

/** A picture with one address for all its sizes: sites change the size that they ask for, not the picture. */
function canonicalImage({ url, caption, credit, alt }: Image): Image {
  return { url: imageKey(url), alt, caption, credit };
}

function hash(value: unknown): string {
  return `sha256:${hashOnce('sha256', canonicalJson(value), 'hex')}`;
}

/** JSON with sorted keys and text in Unicode NFC: one value, one text. */
function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(foldText(value));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let json = '';
  if (Array.isArray(value)) {
    for (const inner of value) json += `${json === '' ? '' : ','}${canonicalJson(inner)}`;
    return `[${json}]`;
  }
  const members = value as Record<string, unknown>;
  for (const key of Object.keys(members).sort()) {
    if (members[key] !== undefined) json += `${json === '' ? '' : ','}"${key}":${canonicalJson(members[key])}`;
  }
  return `{${json}}`;
}
