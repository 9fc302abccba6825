import type { Element } from 'domhandler';
import type { Byline, Evidence } from '../../model/article.ts';
import type { Block } from '../../model/block.ts';
import type { Clues } from '../clues.ts';
import { ownText } from '../count-body-words.ts';
import type { HeadlineFacts } from '../fields/choose-headline.ts';
import { findPlace, type Place } from '../fields/read-dateline.ts';
import { readDek } from '../fields/read-dek.ts';
import { readLeadImage } from '../fields/read-lead-image.ts';
import { readScriptBody } from '../script-body/read-script-body.ts';
import { selectAll, selectFirst } from '../select-elements.ts';
import { noteBody } from '../trace.ts';
import { ancestorsOf } from '../tree.ts';
import { buildBlocks } from './build-blocks.ts';
import { chooseRegions, type Regions } from './choose-regions.ts';
import type { Measure, Passage } from './measure-tree.ts';
import { bodyTextOf, type Pruning } from './prune-element.ts';
import { tidyBlocks } from './tidy-blocks.ts';
import { proseByName } from './weigh-passages.ts';

export type BodyFacts = {
  blocks: Block[];
  dek: ReturnType<typeof readDek>;
  leadImage: ReturnType<typeof readLeadImage>;
  evidence: Evidence | null;
  /** The line that says where the article was written, and where its text ends. */
  place: Place | null;
  end: Element | null;
};

/** Standfirst and lead image stand near the top: a broken page can have as many regions as paragraphs. */
const NEAR_REGIONS = 50;

/** An article's body, with the fields whose text must not stand in it again: standfirst and lead image. */
export function readBody(
  clues: Clues,
  headline: HeadlineFacts,
  { kicker, byline }: { kicker: string | null; byline: Byline | null },
): BodyFacts {
  const regions = chooseRegions(clues, headline.element);
  const first = regions.elements.slice(0, NEAR_REGIONS);
  const dek = readDek(clues, headline, first);
  const pruning = pruningOf(clues, regions);
  const authors = byline?.authors.map(({ name }) => name) ?? [];
  const image = { headline: headline.element, region: first, body: bodyTextOf(pruning), authors };
  const leadImage = readLeadImage(clues, image);
  const place = findPlace(clues, first[0]);
  const { base, trace } = clues;
  const placed = regions.elements.flatMap((region) => buildBlocks(region, { base, pruning, trace }));
  const said = {
    url: clues.url,
    headline: headline.chosen?.value ?? null,
    headlineElement: headline.element,
    kicker,
    dekElements: dek?.elements ?? [],
    authors,
    bylineText: byline?.text ?? null,
    leadImageUrl: leadImage?.value.url ?? null,
    leadFigure: leadImage?.element ?? null,
    place: place?.element ?? null,
  };
  const blocks = tidyBlocks(placed, said);
  if (trace !== null) noteBody(trace, regions, placed, blocks);
  const near = { dek, leadImage, place, end: regions.elements.at(-1) ?? null };
  const titles = headline.candidates.map(({ text }) => text);
  const shown = { characters: charactersOf(blocks), lines: blocks.flatMap((block) => ownText(block).split('\n')) };
  const scripted = regions.choice === 'rule' ? null : readScriptBody(clues, titles, shown);
  if (scripted !== null)
    return { ...near, blocks: tidyBlocks(scripted, said), evidence: { from: 'script', confidence: 0.8 } };
  return { ...near, blocks, evidence: evidenceOf(regions, blocks) };
}

function evidenceOf({ choice }: Regions, blocks: Block[]): Evidence | null {
  if (blocks.length === 0) return null;
  return choice === 'rule' ? { from: 'rule', confidence: 1 } : { from: 'heuristic', confidence: 0.85 };
}

function pruningOf({ document, rule }: Clues, { elements, measures, passages }: Regions): Pruning {
  return {
    measures,
    region: sumOf(elements.map((element) => measures.get(element)).filter((measure) => measure !== undefined)),
    namesakes: proseByName(withinAny(passages, elements)),
    keep: selectAll(document, rule?.keep ?? []),
    // A note that a rule names stands among the notes.
    remove: new Set([...selectAll(document, rule?.remove ?? []), ...selectFirst(document, rule?.notes ?? [])]),
  };
}

function sumOf(measures: Measure[]): Measure {
  const total: Measure = { text: 0, linked: 0, prose: 0, holdsBlocks: true, own: 0, ownLinked: 0 };
  for (const { text, linked, prose } of measures) {
    total.text += text;
    total.linked += linked;
    total.prose += prose;
  }
  return total;
}

/** Through each passage's own holders: a broken page can have as many regions as passages. */
function withinAny(passages: Passage[], regions: Element[]): Passage[] {
  const all = new Set(regions);
  return passages.filter(({ element }) => all.has(element) || ancestorsOf(element).some((holder) => all.has(holder)));
}

function charactersOf(blocks: Block[]): number {
  return blocks.reduce((total, block) => {
    if (block.type === 'live-entry') return total + charactersOf(block.blocks);
    if (block.type === 'list') return total + block.items.reduce((sum, { text }) => sum + text.length, 0);
    return total + ('text' in block ? (block.text?.length ?? 0) : 0);
  }, 0);
}
