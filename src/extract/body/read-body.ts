import type { Document, Element } from 'domhandler';
import type { Byline, Evidence } from '../../model/article.ts';
import type { Block } from '../../model/block.ts';
import type { Clues } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import type { HeadlineFacts } from '../fields/choose-headline.ts';
import { readDek } from '../fields/read-dek.ts';
import { readLeadImage } from '../fields/read-lead-image.ts';
import { readScriptBody } from '../script-body/read-script-body.ts';
import { selectAll, selectFirst } from '../select-elements.ts';
import { ancestorsOf, isElement } from '../tree.ts';
import { buildBlocks } from './build-blocks.ts';
import { findLiveRegion } from './find-live-region.ts';
import { findRegion } from './find-region.ts';
import { joinRegions } from './join-regions.ts';
import { type Measure, type Measures, measureTree, type Passage } from './measure-tree.ts';
import { tidyBlocks } from './tidy-blocks.ts';
import { proseByName, weighPassages } from './weigh-passages.ts';

export type BodyFacts = {
  blocks: Block[];
  dek: ReturnType<typeof readDek>;
  leadImage: ReturnType<typeof readLeadImage>;
  evidence: Evidence | null;
};

/** Standfirst and lead image stand near the top: a broken page can have as many regions as paragraphs. */
const NEAR_REGIONS = 50;

/** An article's body, with the fields whose text must not stand in it again: standfirst and lead image. */
export function readBody(
  clues: Clues,
  headline: HeadlineFacts,
  { kicker, byline }: { kicker: string | null; byline: Byline | null },
): BodyFacts {
  const { measures, passages: plain } = measureTree(clues.document);
  const ruled = outermost(selectFirst(clues.document, clues.rule?.body ?? []));
  const articleBody = textOfProperty(clues.linked.article?.articleBody);
  const passages = weighPassages(plain, measures, articleBody);
  const found = ruled.length > 0 ? null : findRegion(clues.document, measures, passages);
  const live = ruled.length > 0 ? null : findLiveRegion(clues.document, found, measures, passages);
  const heuristic = found === null ? topElements(clues.document) : joinRegions(found, measures, passages);
  const guessed = live === null ? heuristic : [live];
  const regions = ruled.length > 0 ? ruled : guessed;
  const first = regions.slice(0, NEAR_REGIONS);
  const dek = readDek(clues, headline.element, first);
  const leadImage = readLeadImage(clues, headline.element, first);
  const pruning = {
    measures,
    region: measureOf(regions, measures),
    namesakes: proseByName(withinAny(plain, regions)),
    keep: selectAll(clues.document, clues.rule?.keep ?? []),
    remove: selectAll(clues.document, clues.rule?.remove ?? []),
  };
  const placed = regions.flatMap((region) => buildBlocks(region, { base: clues.base, pruning }));
  const said = {
    url: clues.url,
    headline: headline.chosen?.value ?? null,
    kicker,
    dek: { text: dek?.value ?? null, element: dek?.element ?? null },
    authors: byline?.authors.map(({ name }) => name) ?? [],
    bylineText: byline?.text ?? null,
    leadImageUrl: leadImage?.value.url ?? null,
  };
  const blocks = tidyBlocks(placed, said);
  if (ruled.length === 0) {
    const titles = headline.candidates.map(({ text }) => text);
    const scripted = readScriptBody(clues, titles, charactersOf(blocks));
    if (scripted !== null)
      return { blocks: tidyBlocks(scripted, said), dek, leadImage, evidence: { from: 'script', confidence: 0.8 } };
  }
  return { blocks, dek, leadImage, evidence: evidenceOf(ruled, blocks) };
}

function evidenceOf(ruled: Element[], blocks: Block[]): Evidence | null {
  if (blocks.length === 0) return null;
  return ruled.length > 0 ? { from: 'rule', confidence: 1 } : { from: 'heuristic', confidence: 0.85 };
}

function charactersOf(blocks: Block[]): number {
  return blocks.reduce((total, block) => {
    if (block.type === 'live-entry') return total + charactersOf(block.blocks);
    if (block.type === 'list') return total + block.items.reduce((sum, { text }) => sum + text.length, 0);
    return total + ('text' in block ? (block.text?.length ?? 0) : 0);
  }, 0);
}

/** All of a page that has no container around its text: fragments come so. */
function topElements(document: Document): Element[] {
  return document.children.filter(isElement).filter(({ name }) => !/^(?:html|head|script|style)$/.test(name));
}

/** Through each passage's own holders: a broken page can have as many regions as passages. */
function withinAny(passages: Passage[], regions: Element[]): Passage[] {
  const all = new Set(regions);
  return passages.filter(({ element }) => all.has(element) || ancestorsOf(element).some((holder) => all.has(holder)));
}

function outermost(elements: Element[]): Element[] {
  const all = new Set(elements);
  return elements.filter((element) => ![...ancestorsOf(element)].some((holder) => all.has(holder)));
}

function measureOf(regions: Element[], measures: Measures): Measure {
  const total: Measure = { text: 0, linked: 0, prose: 0, holdsBlocks: true, own: 0, ownLinked: 0, first: 0, last: 0 };
  for (const region of regions) {
    const measure = measures.get(region);
    total.text += measure?.text ?? 0;
    total.linked += measure?.linked ?? 0;
    total.prose += measure?.prose ?? 0;
  }
  return total;
}
