import { html } from 'hono/html';
import type { RichText, Span } from '../../model/block.ts';
import { renderLink } from './render-link.ts';
import type { Html } from './render-page.ts';

/** A stretch of a text within which nothing begins or ends. */
type Segment = { text: string; link: Span | null; isStrong: boolean; isEmphasis: boolean };

/**
 * Text with its links and emphasis. Spans may overlap and elements must nest: so links are outermost, and where two
 * links overlap the first goes on to its end.
 */
export function renderRichText({ text, spans }: RichText): Html {
  const groups = groupRuns(cutSegments(text, spans), (segment) => segment.link);
  return html`${groups.map((group) => {
    const link = group[0]?.link ?? null;
    const inner = html`${group.map(renderSegment)}`;
    return link?.kind === 'link' ? renderLink(link.href, inner) : inner;
  })}`;
}

function renderSegment({ text, isStrong, isEmphasis }: Segment): Html {
  const inner = isEmphasis ? html`<em>${text}</em>` : html`${text}`;
  return isStrong ? html`<strong>${inner}</strong>` : inner;
}

function cutSegments(text: string, spans: Span[]): Segment[] {
  const seek = (['link', 'strong', 'emphasis'] as const).map((kind) => separate(text.length, spans, kind));
  const edges = seek.flatMap((parts) => parts.flatMap((part) => [part.start, part.end]));
  const cuts = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b);
  const places = seek.map(() => 0);
  return cuts.slice(0, -1).map((start, index) => {
    const [link = null, strong = null, emphasis = null] = seek.map((parts, which) => {
      while ((parts[places[which] ?? 0]?.end ?? text.length) <= start && (places[which] ?? 0) < parts.length) {
        places[which] = (places[which] ?? 0) + 1;
      }
      const part = parts[places[which] ?? 0];
      return part !== undefined && part.start <= start ? part : null;
    });
    return { text: text.slice(start, cuts[index + 1]), link, isStrong: strong !== null, isEmphasis: emphasis !== null };
  });
}

/** The spans of a kind in order, without overlaps, and within the text. */
function separate(length: number, spans: Span[], kind: Span['kind']): Span[] {
  const parts: Span[] = [];
  let end = 0;
  for (const span of spans.filter((other) => other.kind === kind).sort((a, b) => a.start - b.start || b.end - a.end)) {
    const part = { ...span, start: Math.max(end, span.start), end: Math.min(length, span.end) };
    if (part.start >= part.end) continue;
    parts.push(part);
    end = part.end;
  }
  return parts;
}

function groupRuns<T, K>(items: T[], keyOf: (item: T) => K): T[][] {
  const runs: T[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && keyOf(last[0]) === keyOf(item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}
