import type { Article } from '../model/article.ts';
import type { Block, EmbedBlock, Image, RichText } from '../model/block.ts';
import { escapeLine, escapeMarkdown } from './escape-markdown.ts';
import { formatDay } from './format-day.ts';
import { encodeAddress, renderMarkdownSpans } from './render-markdown-spans.ts';

/**
 * An article as Markdown: headline, day, the lead image's caption with the credit in bold, the text with its links,
 * related articles and embeds in their place, the newsroom's notes, and the original address at the end.
 */
export function renderArticleMarkdown(article: Article): string {
  const parts = [
    ...renderHead(article),
    ...article.body.flatMap(renderBlock),
    ...renderNotes(article),
    ...renderFoot(article),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function renderHead({ headline, kicker, dek, byline, publishedAt, leadImage }: Article): string[] {
  return [
    kicker === null ? '' : renderWhole(kicker, 'strong'),
    headline === null ? '' : renderHeading(1, { text: headline, spans: [] }),
    dek === null ? '' : renderWhole(dek, 'emphasis'),
    byline === null ? '' : escapeLine(byline.text),
    publishedAt === null ? '' : formatDay(publishedAt),
    leadImage === null ? '' : renderCaption(leadImage),
  ];
}

function renderCaption({ caption, credit }: Image): string {
  return [caption === null ? '' : escapeLine(caption), credit === null ? '' : renderWhole(credit, 'strong')]
    .filter((part) => part !== '')
    .join(' ');
}

function renderNotes({ notes }: Article): string[] {
  return notes.map(({ text }) => renderWhole(text, 'emphasis'));
}

function renderFoot({ canonicalUrl, finalUrl }: Article): string[] {
  return ['Original url:', `<${canonicalUrl ?? finalUrl}>`];
}

function renderBlock(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
      return [renderMarkdownSpans(block)];
    case 'heading':
      return [renderHeading(Math.min(6, Math.max(2, block.level)), block)];
    case 'quote':
      return [
        quoted([renderMarkdownSpans(block), block.citation === null ? '' : `— ${escapeMarkdown(block.citation)}`]),
      ];
    case 'list':
      return [
        block.items
          .map((item, at) => indented(block.ordered ? `${at + 1}. ` : '- ', renderMarkdownSpans(item)))
          .join('\n'),
      ];
    case 'table':
      return [renderTable(block.rows)];
    case 'image':
      return [`![${escapeMarkdown(block.alt ?? '', true)}](${encodeAddress(block.url)})`, renderCaption(block)];
    case 'embed':
      return renderEmbed(block);
    case 'related':
      return [`**Related article:** ${renderLink(block.title, block.url)}`];
    case 'aside':
      return [quoted([renderMarkdownSpans(block)])];
    case 'live-entry':
      return [block.time === null ? '' : renderWhole(block.time, 'strong'), ...block.blocks.flatMap(renderBlock)];
  }
}

function renderEmbed(embed: EmbedBlock): string[] {
  const text = embed.text === null ? '' : renderMarkdownSpans({ text: embed.text, spans: embed.spans ?? [] });
  const author = nameAuthor(embed);
  const day = embed.date === null ? embed.url : formatDay(embed.date);
  const link = embed.url === null || day === null ? escapeLine(day ?? '') : renderLink(day, embed.url);
  if (author === '') return ['**Embed:**', text, link];
  // A dash sets the author apart from the post's words, or gives a name its place; a handle alone needs none.
  const dash = text === '' && embed.author === null ? '' : '— ';
  return ['**Embed:**', text, `${dash}${escapeMarkdown(author)} ${link}`.trimEnd()];
}

function nameAuthor({ author, handle }: EmbedBlock): string {
  if (author === null) return handle ?? '';
  return handle === null ? author : `${author} (${handle})`;
}

/** A text of one kind throughout. */
function renderWhole(text: string, kind: 'strong' | 'emphasis'): string {
  return renderMarkdownSpans({ text, spans: [{ start: 0, end: text.length, kind }] });
}

function renderLink(text: string, href: string): string {
  return `[${escapeMarkdown(text, true)}](${encodeAddress(href)})`;
}

/** A heading is one line, and number signs at its end would be taken for a part of its mark. */
function renderHeading(level: number, { text, spans }: RichText): string {
  const line = renderMarkdownSpans({ text: text.replaceAll('\n', ' '), spans });
  const shown = line.replace(/(\\*)(#+)$/, (_, slashes: string, signs: string) => {
    // An odd number of backslashes has escaped the first sign already.
    const escaped = signs.replaceAll('#', '\\#');
    return slashes + (slashes.length % 2 === 1 ? escaped.slice(1) : escaped);
  });
  return `${'#'.repeat(level)} ${shown}`;
}

function renderTable(rows: string[][]): string {
  const width = Math.max(...rows.map((row) => row.length));
  const line = (row: string[]) =>
    `| ${Array.from({ length: width }, (_, at) =>
      escapeMarkdown((row[at] ?? '').replaceAll('\n', ' ')).replaceAll('|', '\\|'),
    ).join(' | ')} |`;
  const [head = [], ...others] = rows;
  return [line(head), `|${' --- |'.repeat(width)}`, ...others.map(line)].join('\n');
}

function quoted(parts: string[]): string {
  const lines = parts
    .filter((part) => part !== '')
    .flatMap((part, at) => [...(at === 0 ? [] : ['']), ...part.split('\n')]);
  return lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}

function indented(mark: string, text: string): string {
  return mark + text.replace(/\n/g, `\n${' '.repeat(mark.length)}`);
}
