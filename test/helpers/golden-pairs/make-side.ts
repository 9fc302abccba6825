import { digestArticle } from '../../../src/extract/digest-article.ts';
import type { Article, Note } from '../../../src/model/article.ts';
import type { Block, RichText, Span } from '../../../src/model/block.ts';
import { makeRecord } from '../articles.ts';
import { frameOf, type GoldenSide, type Piece } from './read-pairs.ts';

export const HEADLINE = 'A quiet day on the estuary';

/** The record of one side of a pair, with its digests, as an extractor would give it. */
export function makeSide(side: GoldenSide, language: string): Article {
  const { byline, leadImage, notes = [], text, body, above, between, below, ...fields } = side;
  const article: Article = {
    ...makeRecord(HEADLINE),
    language,
    ...fields,
    byline: byline === undefined ? null : { text: byline, authors: byline.split(' and ').map(toAuthor) },
    leadImage: leadImage === undefined ? null : { alt: null, caption: null, credit: null, ...leadImage },
    body: piecesOf(side, language).map(toBlock),
    notes: notes.map((note): Note => ({ kind: noteKind(note), text: note })),
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

function toBlock(piece: Piece): Block {
  if (typeof piece === 'string') {
    if (piece.startsWith('## ')) return { type: 'heading', level: 2, ...readLinks(piece.slice(3)) };
    return { type: 'paragraph', ...readLinks(piece) };
  }
  if ('image' in piece) {
    const { image: url, alt = null, caption = null, credit = null } = piece;
    return { type: 'image', url, alt, caption, credit };
  }
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
