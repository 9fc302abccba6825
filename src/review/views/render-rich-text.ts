import { html } from 'hono/html';
import type { RichText, Span } from '../../model/block.ts';
import { renderLink } from './render-link.ts';
import type { Html } from './render-page.ts';

type Kind = Span['kind'];

/** Text with its links and emphasis. Spans may overlap: they are cut so that the elements nest. */
export function renderRichText({ text, spans }: RichText): Html {
  const usable = spans
    .map((span) => ({ ...span, start: Math.max(0, span.start), end: Math.min(text.length, span.end) }))
    .filter((span) => span.start < span.end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return renderRange(text, 0, text.length, usable, []);
}

/** `spans` lie within the range, by start; an element is not put into one of its own kind, so the depth stays at three. */
function renderRange(text: string, start: number, end: number, spans: Span[], within: Kind[]): Html {
  const parts: (string | Html)[] = [];
  let at = start;
  let waiting = spans.filter((span) => !within.includes(span.kind));
  for (let span = waiting[0]; span !== undefined; span = waiting[0]) {
    const { end: spanEnd } = span;
    const from = Math.max(at, span.start);
    parts.push(text.slice(at, from));
    const rest = waiting.slice(1);
    const inner = rest
      .filter((other) => other.start < spanEnd)
      .map((other) => ({ ...other, end: Math.min(other.end, spanEnd) }));
    parts.push(wrap(span, renderRange(text, from, spanEnd, inner, [...within, span.kind])));
    at = spanEnd;
    waiting = rest
      .filter((other) => other.end > spanEnd)
      .map((other) => ({ ...other, start: Math.max(other.start, spanEnd) }))
      .sort((a, b) => a.start - b.start || b.end - a.end);
  }
  parts.push(text.slice(at, end));
  return html`${parts}`;
}

function wrap(span: Span, inner: Html): Html {
  if (span.kind === 'link') return renderLink(span.href, inner);
  return span.kind === 'strong' ? html`<strong>${inner}</strong>` : html`<em>${inner}</em>`;
}
