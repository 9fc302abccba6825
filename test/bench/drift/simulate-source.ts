import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { findDrift, isExplained } from '../../../src/compare/drift/find-drift.ts';
import { listTraits } from '../../../src/compare/drift/list-traits.ts';
import type { Article } from '../../../src/model/article.ts';
import type { TraitCount, Traits } from '../../../src/model/drift.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { type Draw, drawFrom } from '../../newspaper/seeded-random.ts';
import { editAsNewsroom, editForEvent, TEMPLATE_CHANGES, type TemplateChange, writeParagraph } from './edit-record.ts';

/** A fortnight of a source; `articles` are in it at once, and its event or template change comes in the second week. */
export type Scenario = {
  articles: number;
  /** Share of the articles that an event makes the newsroom edit within two hours, each in words of its own; 0: none. */
  eventShare: number;
  template: TemplateChange | null;
  /** Share of the articles that the template change touches; all where it is not given. */
  reach?: number;
};

/** What the alarm made of it. `quarantined` and `shown` count changes; an edit is one of the newsroom's. */
export type Simulation = {
  isAlarmed: boolean;
  editsQuarantined: number;
  edits: number;
  templateShown: number;
  templateChanges: number;
};

const DAYS = 14;
/** Share of articles that are ever edited, and of their edits that come within a day (Design: 35 %, 80 %). */
const EVER_EDITED = 0.35;
const WITHIN_A_DAY = 0.8;
const COMES_AT_H = 9 * 24;

type Story = {
  /** Whether it was last seen in the new template. */
  isNew: boolean;
  isReached: boolean;
  record: Article;
  seen: Article | null;
  visitedAt: number;
  bornAt: number;
  editsAt: number[];
};
type Seen = { story: Story; traits: Traits; ways: Set<string>; at: number; isEdit: boolean; isQuarantined: boolean };

/** Watches a source hour by hour, as visits do: hourly within an article's first day, then every six hours. */
export function simulateSource(scenario: Scenario, seed: number): Simulation {
  const draw = drawFrom(seed);
  const stories = Array.from({ length: scenario.articles }, () => bear(scenario, draw));
  const seen: Seen[] = [];
  const drift = new Set<string>();
  for (let hour = 0; hour < DAYS * 24; hour += 1) {
    if (hour === COMES_AT_H) disturb(stories, scenario, hour, draw);
    for (const story of stories) {
      if (story.bornAt > hour || hour - story.visitedAt < (hour - story.bornAt < 24 ? 1 : 6)) continue;
      visit(story, { scenario, hour, draw, seen, drift, stories });
    }
  }
  const count = (isEdit: boolean, isQuarantined: boolean) =>
    seen.filter((one) => one.isEdit === isEdit && one.isQuarantined === isQuarantined).length;
  return {
    isAlarmed: drift.size > 0,
    editsQuarantined: count(true, true),
    edits: count(true, true) + count(true, false),
    templateShown: count(false, false),
    templateChanges: count(false, true) + count(false, false),
  };
}

/** A story of some day, with the hours at which its newsroom will edit it: half of the edited ones once, 5 % ten times. */
function bear({ template, reach = 1 }: Scenario, draw: Draw): Story {
  const bornAt = draw.between(0, DAYS * 24 - 1) - 5 * 24;
  const record = makeRecord(
    writeParagraph(draw),
    Array.from({ length: 6 }, () => writeParagraph(draw)),
  );
  const times = draw.chance(0.5) ? 1 : draw.between(2, draw.chance(0.1) ? 12 : 5);
  const after = () => (draw.chance(WITHIN_A_DAY) ? draw.between(1, 24) : draw.between(25, 200));
  const editsAt = draw.chance(EVER_EDITED) ? Array.from({ length: times }, () => bornAt + after()) : [];
  // A template that brings standfirsts comes where there were none.
  const hasDek = template !== 'dek' && draw.chance(0.6);
  return {
    isNew: false,
    isReached: draw.chance(reach),
    record: { ...record, tags: ['news'], dek: hasDek ? writeParagraph(draw) : null },
    seen: null,
    visitedAt: -99,
    bornAt,
    editsAt,
  };
}

/** The event: some stories are edited within two hours. */
function disturb(stories: Story[], { eventShare }: Scenario, hour: number, draw: Draw): void {
  for (const story of stories) {
    if (story.bornAt <= hour && draw.chance(eventShare)) story.editsAt.push(hour + draw.between(0, 2) + 0.5);
  }
}

type Moment = { scenario: Scenario; hour: number; draw: Draw; seen: Seen[]; drift: Set<string>; stories: Story[] };

function visit(story: Story, { scenario, hour, draw, seen, drift, stories }: Moment): void {
  const due = story.editsAt.filter((at) => at <= hour && at > story.visitedAt);
  for (const at of due) {
    const isEvent = at % 1 !== 0;
    story.record = isEvent ? editForEvent(story.record, draw) : editAsNewsroom(story.record, draw);
  }
  const { template } = scenario;
  const isNew = template !== null && story.isReached && hour >= COMES_AT_H;
  const isAsBefore = story.seen !== null && due.length === 0 && isNew === story.isNew;
  story.isNew = isNew;
  story.visitedAt = hour;
  if (isAsBefore) return;
  const page = isNew ? TEMPLATE_CHANGES[template](story.record) : story.record;
  const change = story.seen === null ? null : compareVersions(story.seen, page);
  story.seen = page;
  if (change === null || change.noise) return;
  const traits = listTraits(change);
  const one: Seen = {
    story,
    traits,
    ways: new Set(traits.flat()),
    at: hour,
    isEdit: due.length > 0,
    isQuarantined: false,
  };
  seen.push(one);
  watch(one, { seen, drift, stories, hour });
}

/** As the job does it, with arrays for tables (`jobs/watch-drift.ts`). */
function watch(one: Seen, { seen, drift, stories, hour }: Pick<Moment, 'seen' | 'drift' | 'stories' | 'hour'>): void {
  if (isExplained(one.traits, drift)) {
    one.isQuarantined = true;
    return;
  }
  const recent = seen.filter(({ at }) => at >= hour - 24);
  const counts = [...one.ways].map((trait): TraitCount => {
    const having = recent.filter(({ ways }) => ways.has(trait));
    const firstAt = Math.min(...having.map(({ at }) => at));
    const articles = new Set(having.map(({ story }) => story)).size;
    return { trait, articles, visited: stories.filter(({ visitedAt }) => visitedAt >= firstAt).length };
  });
  for (const trait of findDrift(counts)) drift.add(trait);
  for (const other of recent) if (isExplained(other.traits, drift)) other.isQuarantined = true;
}
