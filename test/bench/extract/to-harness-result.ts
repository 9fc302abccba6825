import { ownText } from '../../../src/extract/count-body-words.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Block, Image } from '../../../src/model/block.ts';

/** A record as the shared harness scores it. `html` holds nothing but the images and their captions. */
export type HarnessResult = {
  text: string;
  title: string | null;
  candidates: string[];
  authors: string[];
  date: string | null;
  html: string;
  image: string;
};

/** The standfirst and the article's running text, without captions, posts, and boxes beside it or leading elsewhere. */
export function toHarnessResult(article: Article): HarnessResult {
  const images = [article.leadImage, ...imagesOf(article.body)].filter((image) => image !== null);
  return {
    text: [article.dek, ...article.body.filter(({ type }) => type !== 'aside').map(ownText)]
      .filter((text) => text !== null && text !== '')
      .join('\n\n'),
    title: article.headline,
    candidates: article.headlines.map(({ text }) => text),
    authors: article.byline?.authors.map(({ name }) => name) ?? [],
    date: article.publishedAt,
    html: images.map(markUp).join('\n'),
    image: article.leadImage?.url ?? '',
  };
}

function imagesOf(blocks: Block[]): Image[] {
  return blocks.flatMap((block) => {
    if (block.type === 'image') return [block];
    return block.type === 'live-entry' ? imagesOf(block.blocks) : [];
  });
}

function markUp({ url, alt, caption, credit }: Image): string {
  const said = [caption, credit].filter((part) => part !== null).join(' ');
  return `<figure><img src="${url}" alt="${escapeText(alt ?? '')}"><figcaption>${escapeText(said)}</figcaption></figure>`;
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
