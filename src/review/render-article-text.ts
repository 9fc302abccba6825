import type { Article } from '../model/article.ts';
import type { Block, EmbedBlock, Image } from '../model/block.ts';
import { formatDay } from './format-day.ts';

/** An article as plain text, as it would be read aloud: headline, day, text; blocks are set apart by an empty line. */
export function renderArticleText(article: Article): string {
  const { kicker, headline, dek, byline, publishedAt, leadImage, notes, canonicalUrl, finalUrl } = article;
  const parts = [
    kicker,
    headline,
    dek,
    byline?.text,
    publishedAt === null ? null : formatDay(publishedAt),
    leadImage === null ? null : captionOf(leadImage),
    ...article.body.map(renderBlock),
    ...notes.map(({ text }) => text),
    canonicalUrl ?? finalUrl,
  ];
  return `${parts.filter((part) => part !== null && part !== undefined && part !== '').join('\n\n')}\n`;
}

function renderBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'aside':
      return block.text;
    case 'quote':
      return block.citation === null ? block.text : `${block.text}\n— ${block.citation}`;
    case 'list':
      return block.items.map(({ text }, at) => listed(block.ordered ? `${at + 1}. ` : '- ', text)).join('\n');
    case 'table':
      return block.rows.map((row) => row.map((cell) => cell.replace(/\s/g, ' ')).join('\t')).join('\n');
    case 'image':
      return `[${[captionOf(block) || block.alt, block.url].filter(Boolean).join(' ')}]`;
    case 'embed':
      return renderEmbed(block);
    case 'related':
      return `Related article: ${block.title} (${block.url})`;
    case 'live-entry':
      return [block.time, ...block.blocks.map(renderBlock)].filter((part) => part !== null && part !== '').join('\n\n');
  }
}

/** An item under its mark: its further lines, as those of a list within it, stand under its first. */
function listed(mark: string, text: string): string {
  return mark + text.replaceAll('\n', `\n${' '.repeat(mark.length)}`);
}

function renderEmbed({ provider, text, author, handle, date, url }: EmbedBlock): string {
  const name = [author, handle === null ? null : `(${handle})`].filter((part) => part !== null).join(' ');
  const signature = [name, date === null ? '' : formatDay(date), url ?? ''].filter((part) => part !== '').join(', ');
  return [`Embed from ${provider}:`, text, signature === '' ? '' : `— ${signature}`]
    .filter((part) => part !== null && part !== '')
    .join('\n');
}

function captionOf({ caption, credit }: Image): string {
  return [caption, credit === null ? null : `(${credit})`].filter((part) => part !== null).join(' ');
}
