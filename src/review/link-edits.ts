import type { Block, RichText } from '../model/block.ts';

/** A link of a text: what it stands under, and where it leads. */
export type TextLink = { text: string; href: string };

/** A link that leads elsewhere, stands under other words, came or went: `null` where it is not. */
export type LinkEdit = { before: TextLink | null; after: TextLink | null };

/**
 * The links that differ between two blocks, and no others: those under the same words first, then those to the same
 * address, then what came and went. Swapping the blocks swaps the sides.
 */
export function linkEdits(before: Block | null, after: Block | null): LinkEdit[] {
  const old = before === null ? [] : listLinks(before);
  const fresh = after === null ? [] : listLinks(after);
  takePairs(old, fresh, (one, other) => one.text === other.text && one.href === other.href);
  const edits = [
    ...takePairs(old, fresh, (one, other) => one.text === other.text),
    ...takePairs(old, fresh, (one, other) => one.href === other.href),
  ];
  return [
    ...edits,
    ...old.map((link) => ({ before: link, after: null })),
    ...fresh.map((link) => ({ before: null, after: link })),
  ];
}

/** Takes what fits together out of both lists, in order. */
function takePairs(
  old: TextLink[],
  fresh: TextLink[],
  doFit: (one: TextLink, other: TextLink) => boolean,
): { before: TextLink; after: TextLink }[] {
  const pairs: { before: TextLink; after: TextLink }[] = [];
  for (const before of [...old]) {
    const [after] = fresh.splice(findPlace(fresh, before, doFit), 1);
    if (after === undefined) continue;
    old.splice(old.indexOf(before), 1);
    pairs.push({ before, after });
  }
  return pairs;
}

/** Beyond the end where nothing fits: there is nothing to take out. */
function findPlace(links: TextLink[], link: TextLink, doFit: (one: TextLink, other: TextLink) => boolean): number {
  const place = links.findIndex((other) => doFit(link, other));
  return place === -1 ? links.length : place;
}

/** The links of a block, in order; of a picture its address, for it stands under no words. */
export function listLinks(block: Block): TextLink[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'aside':
      return textLinks(block);
    case 'list':
      return block.items.flatMap(textLinks);
    case 'image':
      return [{ text: '', href: block.url }];
    case 'related':
      return [{ text: block.title, href: block.url }];
    case 'embed':
      return [
        ...(block.url === null ? [] : [{ text: block.provider, href: block.url }]),
        ...textLinks({ text: block.text ?? '', spans: block.spans ?? [] }),
      ];
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
