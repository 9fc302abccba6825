import type { Article } from '../../../src/model/article.ts';
import type { Block } from '../../../src/model/block.ts';
import type { ChangeKind } from '../../../src/model/change.ts';
import type { Draw } from '../../newspaper/seeded-random.ts';

export const ALTERATIONS = ['sentence', 'figure', 'name', 'link'] as const;
export type Alteration = (typeof ALTERATIONS)[number];

/** A page with one thing altered in its body: at which block, and the kinds of which the change must have one. */
export type Altered = { html: string; place: number; what: string; kinds: ChangeKind[] };

/** A stretch of the page's source that is replaced by another. */
type Swap = {
  place: number;
  old: string;
  new: string;
  kinds: ChangeKind[];
  /** The words that a link stands under. */
  label?: string;
};

/** The words of a link follow its address within so many characters. */
const MOST_OF_A_TAG = 600;
/** As many stretches are tried before a page is passed over. */
const MOST_TRIES = 40;

/** One alteration of this kind at a random place of the body; `null` where the page has nothing to alter so. */
export function alterBody(html: string, article: Article, alteration: Alteration, draw: Draw): Altered | null {
  // German writes every noun with a capital: two in a row are seldom a name.
  if (alteration === 'name' && article.language?.startsWith('de')) return null;
  const swaps = article.body.flatMap((block, place) => listSwaps(block, place, alteration, draw));
  for (let tries = 0; tries < MOST_TRIES && swaps.length > 0; tries += 1) {
    const swap = draw.oneOf(swaps);
    const at = html.indexOf(swap.old);
    // Only what stands once in the source, and not in a script, is surely this place of the body.
    if (at === -1 || html.indexOf(swap.old, at + 1) !== -1 || isInScript(html, at)) continue;
    if (isInTag(html, at) !== (alteration === 'link')) continue;
    if (swap.label !== undefined && !html.slice(at, at + MOST_OF_A_TAG).includes(swap.label)) continue;
    const { place, kinds } = swap;
    const edited = html.slice(0, at) + swap.new + html.slice(at + swap.old.length);
    return { html: edited, place, kinds, what: `${swap.old} → ${swap.new}` };
  }
  return null;
}

function isInScript(html: string, at: number): boolean {
  const before = html.slice(0, at).toLowerCase();
  if (
    ['script', 'style', 'noscript', 'textarea'].some(
      (name) => before.lastIndexOf(`<${name}`) > before.lastIndexOf(`</${name}`),
    )
  )
    return true;
  return before.lastIndexOf('<!--') > before.lastIndexOf('-->');
}

function isInTag(html: string, at: number): boolean {
  return html.lastIndexOf('<', at) > html.lastIndexOf('>', at);
}

function listSwaps(block: Block, place: number, alteration: Alteration, draw: Draw): Swap[] {
  if (block.type !== 'paragraph' || block.text.length < 60) return [];
  switch (alteration) {
    case 'sentence':
      return listSentences(block.text).map((old) => ({
        ...{
          place,
          old,
          new: draw.oneOf(['', 'Nobody in the town could say for certain how long all of this would last.']),
        },
        kinds: [
          'deletion',
          'wording',
          'addition',
          'quotation',
          'figure',
          'name',
          'attribution',
          'strength',
          'lead',
          'event-date',
          'rewritten',
        ],
      }));
    case 'figure':
      return [...block.text.matchAll(/(?<=[^\d.,:/-] )([1-9]\d{0,2})(?= \p{Ll}{3})/gu)].map((match) =>
        swapAt(block.text, place, match.index, match[0], String(Number(match[0]) + draw.between(2, 9)), [
          'figure',
          'event-date',
        ]),
      );
    case 'name':
      return [...block.text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{3,} \p{Lu}\p{Ll}{3,}(?=[ ,.])/gu)].map((match) =>
        swapAt(block.text, place, match.index, match[0], rename(match[0], draw), ['name']),
      );
    case 'link':
      return block.spans.flatMap((span): Swap[] => {
        if (span.kind !== 'link' || !span.href.startsWith('http')) return [];
        const next = `href="https://elsewhere.example/${draw.between(1, 1e6)}"`;
        const label = block.text.slice(span.start, span.end);
        return [{ place, old: `href="${span.href}"`, new: next, kinds: ['link'], label }];
      });
  }
}

function rename(name: string, draw: Draw): string {
  const [first = ''] = name.split(' ');
  const isCyrillic = /\p{sc=Cyrillic}/u.test(name);
  return `${first} ${draw.oneOf(isCyrillic ? ['Кораблёв', 'Осипенко'] : ['Brannock', 'Oyelaran', 'Vestergaard'])}`;
}

/** The words around make the stretch one of a kind in the page's source. */
function swapAt(text: string, place: number, at: number, old: string, next: string, kinds: ChangeKind[]): Swap {
  const before = text.slice(Math.max(0, at - 12), at);
  const after = text.slice(at + old.length, at + old.length + 12);
  return { place, old: before + old + after, new: before + next + after, kinds };
}

function listSentences(text: string): string[] {
  return [...text.matchAll(/(?<=[.!?] )\p{Lu}[^.!?"“”„«»]{40,200}[.!?](?= |$)/gu)].map((match) => match[0]);
}
