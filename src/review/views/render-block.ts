import { html } from 'hono/html';
import type { Block, EmbedBlock, Image, ListBlock, TableBlock } from '../../model/block.ts';
import { TEXTS } from '../texts.ts';
import { renderLink } from './render-link.ts';
import type { Html } from './render-page.ts';
import { renderRichText } from './render-rich-text.ts';

/** One piece of a captured body. Pictures are linked, never loaded: looking at a capture must not reach its site. */
export function renderBlock(block: Block): Html {
  switch (block.type) {
    case 'paragraph':
      return html`<p dir="auto">${renderRichText(block)}</p>`;
    case 'heading':
      return renderHeading(block.level, renderRichText(block));
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
      return html`<section class="live-entry">${block.time === null ? '' : html`<p class="slug">${block.time}</p>`}${block.blocks.map(renderBlock)}</section>`;
    default:
      return block satisfies never;
  }
}

/** The page has its own first heading, so those of the captured text begin at the third level. */
function renderHeading(level: number, text: Html): Html {
  if (level <= 2) return html`<h3 dir="auto">${text}</h3>`;
  return level === 3 ? html`<h4 dir="auto">${text}</h4>` : html`<h5 dir="auto">${text}</h5>`;
}

function renderList({ ordered, items }: ListBlock): Html {
  const entries = items.map((item) => html`<li>${renderRichText(item)}</li>`);
  return ordered ? html`<ol dir="auto">${entries}</ol>` : html`<ul dir="auto">${entries}</ul>`;
}

function renderTable({ rows }: TableBlock): Html {
  const lines = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td dir="auto">${cell}</td>`)}</tr>`);
  return html`<div class="scroll" tabindex="0"><table class="captured-table"><tbody>${lines}</tbody></table></div>`;
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

function renderEmbed(embed: EmbedBlock): Html {
  const author = [embed.author, embed.handle].filter((part) => part !== null && part !== '').join(' ');
  const date = embed.date ?? (embed.url === null ? null : embed.url);
  return html`<figure class="embed" dir="auto">
<p class="slug">${TEXTS.version.embed(embed.provider)}</p>
${embed.text === null ? '' : html`<blockquote><p>${renderRichText({ text: embed.text, spans: embed.spans ?? [] })}</p></blockquote>`}
<figcaption>${author === '' ? '' : html`— ${author} `}${renderEmbedLink(embed.url, date)}</figcaption>
</figure>`;
}

function renderEmbedLink(url: string | null, label: string | null): Html {
  if (label === null) return html``;
  return url === null ? html`${label}` : renderLink(url, label);
}
