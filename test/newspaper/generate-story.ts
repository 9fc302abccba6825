import { BODIES, PEOPLE, TOPICS, TOWNS } from './generated-topics.ts';
import type { PaperId } from './papers.ts';
import type { Edit, Step } from './script.ts';
import { type Draw, drawFrom } from './seeded-random.ts';
import type { Story } from './story.ts';

/** A story and what happens to it, made up from a seed: the same for the same id and seed. */
export type GeneratedStory = { story: Story; steps: Step[] };

const PAPERS_TO_WRITE_FOR: PaperId[] = ['capital-times', 'harbour-ledger', 'plain-wire'];
const SECTIONS: Partial<Record<PaperId, string>> = { 'harbour-ledger': 'town', 'plain-wire': 'world' };

/** A story published at minute `at`, with three to five edits in the hour after it. */
export function generateStory(id: number, at: number, seed: number): GeneratedStory {
  const draw = drawFrom(seed * 7919 + id);
  const topic = draw.oneOf(TOPICS);
  const town = draw.oneOf(TOWNS);
  const figure = draw.between(12, 95);
  const names = {
    town,
    person: draw.oneOf(PEOPLE),
    body: draw.oneOf(BODIES),
    figure: String(figure),
    said: topic.sayings[0],
  };
  const paper = draw.oneOf(PAPERS_TO_WRITE_FOR);
  const story: Story = {
    id,
    paper,
    slug: `${topic.slug}-${town.toLowerCase().replaceAll(' ', '-')}-${id}`,
    language: 'en',
    section: SECTIONS[paper] ?? topic.section,
    headline: fill(topic.headline, names),
    authors: draw.chance(0.7) ? [draw.oneOf(PEOPLE)] : [],
    tags: [town],
    ...(paper === 'plain-wire' ? {} : { picture: pictureOf(id, town) }),
    body: topic.paragraphs.map((text) => fill(text, names)),
  };
  const edits: Edit[][] = [
    [{ kind: 'headline', to: fill(topic.otherHeadline, names) }],
    correctFigure(figure, figure + draw.between(2, 30), draw.chance(0.4)),
    [{ kind: 'quotation', from: topic.sayings[0], to: topic.sayings[1] }],
    [{ kind: 'moved-block', block: 4, to: draw.between(0, 2) }],
    [{ kind: 'addition', after: 3, text: topic.addition }],
  ];
  return {
    story,
    steps: [{ at, story: id, do: 'publish' }, ...spreadEdits(id, at, edits, draw), ...drawTrouble(id, at, draw)],
  };
}

function pictureOf(id: number, town: string): NonNullable<Story['picture']> {
  return { file: `generated-${id}.png`, caption: `${town} on the day before.`, credit: 'OskaPress' };
}

/** Another figure, and sometimes a word about it. */
function correctFigure(from: number, to: number, isSaid: boolean): Edit[] {
  const text = `Correction: An earlier version of this article gave the figure as ${from}. It is ${to}.`;
  const edit: Edit = { kind: 'figure', from: `${from} `, to: `${to} ` };
  return isSaid ? [edit, { kind: 'correction-note', text }] : [edit];
}

/** One edit every few minutes at first, as newsrooms do: most come soon after the publication. */
function spreadEdits(story: number, publishedAt: number, edits: Edit[][], draw: Draw): Step[] {
  const count = draw.between(3, edits.length);
  const first = draw.between(0, edits.length - 1);
  let at = publishedAt;
  return Array.from({ length: count }, (_, place): Step[] => {
    at += draw.between(3, 5 + place * 3);
    const edit = edits[(first + place) % edits.length];
    return (edit ?? []).map((single): Step => ({ at, story, do: 'edit', edit: single }));
  }).flat();
}

/** What befalls some of the stories an hour after they were published. */
function drawTrouble(story: number, publishedAt: number, draw: Draw): Step[] {
  const at = publishedAt + draw.between(60, 80);
  if (draw.chance(0.1)) return [{ at, story, do: 'answer', answer: { kind: 'missing', status: 404 }, minutes: 30 }];
  if (draw.chance(0.1)) return [{ at, story, do: 'answer', answer: { kind: 'missing', status: 410 } }];
  if (draw.chance(0.1)) return [{ at, story, do: 'answer', answer: { kind: 'broken', status: 500 }, minutes: 10 }];
  return [];
}

function fill(text: string, names: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name);
}
