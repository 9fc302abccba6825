import { escapeHtml } from './html.ts';

const MARKUP = /\[([^\]]+)\]\(([^)]+)\)|\*\*([^*]+)\*\*|\*([^*]+)\*/g;

/** A story's text as a reader sees it: the markup gone, its words left. */
export function toPlainText(text: string): string {
  return text.replace(MARKUP, (_, link?: string, __?: string, strong?: string, emphasis?: string) => {
    return link ?? strong ?? emphasis ?? '';
  });
}

/** A story's text as HTML; `resolve` turns an address such as `story:12` into the one to print. */
export function toInlineHtml(text: string, resolve: (href: string) => string): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(MARKUP)) {
    html += escapeHtml(text.slice(end, match.index)) + renderMark(match, resolve);
    end = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(end));
}

function renderMark(match: RegExpExecArray, resolve: (href: string) => string): string {
  const [, link, href, strong, emphasis] = match;
  if (link !== undefined && href !== undefined) {
    return `<a href="${escapeHtml(resolve(href))}">${escapeHtml(link)}</a>`;
  }
  if (strong !== undefined) return `<strong>${escapeHtml(strong)}</strong>`;
  return `<em>${escapeHtml(emphasis ?? '')}</em>`;
}
