import { digestArticle } from '../../../src/extract/digest-article.ts';
import type { Article, Note } from '../../../src/model/article.ts';
import type { Block, Image, RichText, Span } from '../../../src/model/block.ts';
import { makeRecord } from '../articles.ts';
import { frameOf, type GoldenSide, type Piece } from './read-pairs.ts';

export const HEADLINE = 'A quiet day on the estuary';

export const PUBLISHED_AT = '2026-03-01T06:00:00Z';

/** The record of one side of a pair, with its digests, as an extractor would give it. */
export function makeSide(side: GoldenSide, language: string): Article {
  const { byline, leadImage, notes = [] } = side;
  const article: Article = {
    ...makeRecord(side.headline ?? HEADLINE),
    language,
    kind: side.kind ?? 'article',
    kicker: side.kicker ?? null,
    dek: side.dek ?? null,
    byline: byline === undefined ? null : { text: byline, authors: byline.split(' and ').map(toAuthor) },
    publishedAt: side.publishedAt ?? PUBLISHED_AT,
    modifiedAt: side.modifiedAt ?? null,
    section: side.section ?? null,
    tags: side.tags ?? [],
    leadImage: leadImage === undefined ? null : toImage(leadImage),
    body: piecesOf(side, language).map(toBlock),
    notes: notes.map((note): Note => ({ kind: noteKind(note), text: note })),
    isAccessibleForFree: side.isAccessibleForFree ?? null,
  };
  return { ...article, ...digestArticle(article) };
}

/** The body of a side piece by piece, with the frame around a lone text. */
export function piecesOf({ text, body }: GoldenSide, language: string): Piece[] {
  const { opening, closing } = frameOf(language);
  const pieces = body ?? ['(opening)', ...(text === undefined ? [] : [text]), '(closing)'];
  return pieces.map((piece) => {
    if (piece === '(opening)') return opening;
    return piece === '(closing)' ? closing : piece;
  });
}

function toAuthor(name: string) {
  return { name, url: null };
}

/** The extractor tells the sorts of notes apart; here their first word does. */
function noteKind(note: string): Note['kind'] {
  if (/^correct/i.test(note)) return 'correction';
  return /^update/i.test(note) ? 'update' : 'editor';
}

function toImage({ url, alt, caption, credit }: NonNullable<GoldenSide['leadImage']>): Image {
  return { url, alt: alt ?? null, caption: caption ?? null, credit: credit ?? null };
}

function toBlock(piece: Piece): Block {
  if (typeof piece === 'string') {
    if (piece.startsWith('## ')) return { type: 'heading', level: 2, ...readLinks(piece.slice(3)) };
    return { type: 'paragraph', ...readLinks(piece) };
  }
  if ('image' in piece) return { type: 'image', ...toImage({ ...piece, url: piece.image }) };
  if ('embed' in piece) {
    const { embed: url, author = null, text = null } = piece;
    return { type: 'embed', provider: new URL(url).host, url, author, handle: null, date: null, text };
  }
  if ('quote' in piece) return { type: 'quote', citation: piece.citation, ...readLinks(piece.quote) };
  if ('list' in piece) return { type: 'list', ordered: false, items: piece.list.map(readLinks) };
  return { type: 'live-entry', id: piece.entry, time: piece.time, blocks: piece.blocks.map(toBlock) };
}

/** `[words](address)` as a text with its links. */
export function readLinks(source: string): RichText {
  const spans: Span[] = [];
  let text = '';
  let end = 0;
  for (const match of source.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)) {
    const [whole, words = '', href = ''] = match;
    text += source.slice(end, match.index);
    spans.push({ start: text.length, end: text.length + words.length, kind: 'link', href });
    text += words;
    end = match.index + whole.length;
  }
  return { text: text + source.slice(end), spans };
}
