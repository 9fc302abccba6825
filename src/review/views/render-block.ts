import { html } from 'hono/html';
import type { Block, EmbedBlock, Image, ListBlock, TableBlock } from '../../model/block.ts';
import { TEXTS } from '../texts.ts';
import { renderLink } from './render-link.ts';
import type { Html } from './render-page.ts';
import { renderRichText } from './render-rich-text.ts';

/**
 * One piece of a captured body. Pictures are linked, never loaded: looking at a capture must not reach its site. In a
 * `proof`, where pieces of two bodies stand side by side, all headings are of level 3, below those of our own page.
 */
export function renderBlock(block: Block, place: 'reading' | 'proof'): Html {
  switch (block.type) {
    case 'paragraph':
      return html`<p dir="auto">${renderRichText(block)}</p>`;
    case 'heading':
      return renderHeading(place === 'proof' ? 3 : block.level, renderRichText(block));
    case 'quote':
      return html`<blockquote dir="auto"><p>${renderRichText(block)}</p>${block.citation === null ? '' : html`<footer>— <cite>${block.citation}</cite></footer>`}</blockquote>`;
    case 'list':
      return renderList(block);
    case 'table':
      return renderTable(block);
    case 'image':
      return renderImage(block, TEXTS.version.image);
    case 'embed':
      return renderEmbed(block);
    case 'related':
      return html`<aside class="related" dir="auto"><span class="slug">${block.label ?? TEXTS.version.related}</span> ${renderLink(block.url, block.title)}</aside>`;
    case 'aside':
      return html`<aside class="boxed" dir="auto"><p>${renderRichText(block)}</p></aside>`;
    case 'live-entry':
      return html`<section class="live-entry">${block.time === null ? '' : html`<p class="slug">${block.time}</p>`}${block.blocks.map((inner) => renderBlock(inner, place))}</section>`;
    default:
      return block satisfies never;
  }
}

function renderHeading(level: number, text: Html): Html {
  if (level <= 2) return html`<h2 dir="auto">${text}</h2>`;
  if (level === 3) return html`<h3 dir="auto">${text}</h3>`;
  return level === 4 ? html`<h4 dir="auto">${text}</h4>` : html`<h5 dir="auto">${text}</h5>`;
}

function renderList({ ordered, items }: ListBlock): Html {
  const entries = items.map((item) => html`<li>${renderRichText(item)}</li>`);
  return ordered ? html`<ol dir="auto">${entries}</ol>` : html`<ul dir="auto">${entries}</ul>`;
}

function renderTable({ rows }: TableBlock): Html {
  const lines = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td dir="auto">${cell}</td>`)}</tr>`);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${TEXTS.version.table}"><table class="captured-table"><tbody>${lines}</tbody></table></div>`;
}

/** A picture by its description, with a link to where it was. */
export function renderImage(image: Image, name: string): Html {
  return html`<figure class="picture" dir="auto">
<p><span class="slug">${name}</span> ${renderLink(image.url, image.alt === null || image.alt === '' ? shortenAddress(image.url) : image.alt)}</p>
${image.caption === null && image.credit === null ? '' : html`<figcaption>${image.caption ?? ''} ${image.credit === null ? '' : html`<span class="credit">${image.credit}</span>`}</figcaption>`}
</figure>`;
}

function shortenAddress(address: string): string {
  if (address.startsWith('data:')) return 'data:…';
  return URL.canParse(address)
    ? (new URL(address).pathname.split('/').findLast((part) => part !== '') ?? address)
    : address;
}

function renderEmbed({ provider, url, author, handle, date, text, spans }: EmbedBlock): Html {
  const name = [author, author !== null && handle !== null ? `(${handle})` : handle].filter((part) => part !== null);
  const source = date ?? url;
  return html`<figure class="embed" dir="auto">
<p class="slug">${TEXTS.version.embed(provider)}</p>
${text === null ? '' : html`<blockquote><p>${renderRichText({ text, spans: spans ?? [] })}</p></blockquote>`}
<figcaption>${name.length === 0 ? '' : html`— ${name.join(' ')} `}${source === null ? '' : renderLink(url ?? '', source)}</figcaption>
</figure>`;
}
