import type { Block, RichText } from '../model/block.ts';

/** A link of a text: what it stands under, and where it leads. */
export type TextLink = { text: string; href: string };

/** The links that only one of two blocks has: the words may be the same, and lead elsewhere. */
export function linkEdits(before: Block | null, after: Block | null): { removed: TextLink[]; added: TextLink[] } {
  const old = before === null ? [] : listLinks(before);
  const fresh = after === null ? [] : listLinks(after);
  return { removed: lacking(old, fresh), added: lacking(fresh, old) };
}

function lacking(links: TextLink[], others: TextLink[]): TextLink[] {
  const targets = new Set(others.map((other) => other.href));
  return links.filter((link) => !targets.has(link.href));
}

function listLinks(block: Block): TextLink[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'aside':
      return textLinks(block);
    case 'list':
      return block.items.flatMap(textLinks);
    case 'image':
      return [{ text: block.alt ?? '', href: block.url }];
    case 'related':
      return [{ text: block.title, href: block.url }];
    case 'embed':
      return block.url === null ? [] : [{ text: block.provider, href: block.url }];
    case 'live-entry':
      return block.blocks.flatMap(listLinks);
    case 'table':
      return [];
    default:
      return block satisfies never;
  }
}

function textLinks({ text, spans }: RichText): TextLink[] {
  return spans.flatMap((span) =>
    span.kind === 'link' ? [{ text: text.slice(span.start, span.end), href: span.href }] : [],
  );
}
