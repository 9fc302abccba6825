import type { Element } from 'domhandler';
import { textKey } from '../fold-text.ts';
import { hintsOf } from '../names.ts';
import { ancestorsOf, isWithin, textOf } from '../tree.ts';
import { isAppeal, isDiscussion, weightOf } from './furniture.ts';
import type { Measures, Passage } from './measure-tree.ts';

/** An element with this share of a page's running text is its article's, whatever its name says. */
const TOO_MUCH_FOR_FURNITURE = 0.4;
/** What a passage outside the headline's own `<article>` counts for. */
const ELSEWHERE = 0.5;
/** Running text, in characters, by which such an `<article>` is more than a frame for the headline. */
const OWN_PROSE = 200;

/** The passages with what each counts for: little inside furniture, little outside what JSON-LD gives as the body. */
export function weighPassages(
  passages: Passage[],
  measures: Measures,
  { headline, articleBody }: { headline: Element | null; articleBody: string | null },
): Passage[] {
  const total = passages.reduce((sum, { prose }) => sum + prose, 0);
  const namesakes = proseByName(passages);
  const weights = new Map<Element, number>();
  const weigh = (element: Element): number => {
    const known = weights.get(element);
    if (known !== undefined) return known;
    const outer = ancestorsOf(element)[0];
    const share = (namesakes.get(hintsOf(element)) ?? measures.get(element)?.prose ?? 0) / Math.max(1, total);
    const holdsHeadline = headline !== null && isWithin(headline, element);
    const isNever = !holdsHeadline && (isDiscussion(element) || isAppeal(element));
    const own = share < TOO_MUCH_FOR_FURNITURE || isNever ? weightOf(element) : 1;
    const weight = own * (outer === undefined ? 1 : weigh(outer));
    weights.set(element, weight);
    return weight;
  };
  const own = articleOf(headline, measures);
  const weighed = passages.map((passage) => {
    const isElsewhere = own !== null && !isWithin(passage.element, own);
    return { ...passage, prose: passage.prose * weigh(passage.element) * (isElsewhere ? ELSEWHERE : 1) };
  });
  return weighByWitness(weighed, articleBody);
}

/** The `<article>` that the headline stands in, where it holds a text of its own. */
function articleOf(headline: Element | null, measures: Measures): Element | null {
  if (headline === null) return null;
  const own = ancestorsOf(headline).find(({ name }) => name === 'article') ?? null;
  return own !== null && (measures.get(own)?.prose ?? 0) > OWN_PROSE ? own : null;
}

/**
 * How much running text stands, in all, in elements of one name: where a paper calls every paragraph of its article
 * `paywall`, or every part of its layout `sidebar-grid`, the name says nothing.
 */
export function proseByName(passages: Passage[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { element, prose } of passages) {
    const names = new Set([element, ...ancestorsOf(element)].map(hintsOf));
    for (const name of names) if (name !== '') totals.set(name, (totals.get(name) ?? 0) + prose);
  }
  return totals;
}

/** Passages that JSON-LD's `articleBody` holds count fully, others little: a witness for where the body is. */
function weighByWitness(passages: Passage[], articleBody: string | null): Passage[] {
  if (articleBody === null || articleBody.length < 200) return passages;
  const said = textKey(articleBody.replace(/<[^<>]+>/g, ' '));
  const seen = new Set<Passage>();
  let length = 0;
  for (const passage of passages) {
    const key = textKey(textOf(passage.element));
    if (key.length < 20 || !said.includes(key.slice(0, 60))) continue;
    seen.add(passage);
    length += key.length;
  }
  if (length < said.length * 0.3) return passages;
  return passages.map((passage) =>
    seen.has(passage) ? { ...passage, prose: passage.length } : { ...passage, prose: passage.prose * 0.3 },
  );
}
