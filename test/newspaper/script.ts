import type { ChangeKind } from '../../src/model/change.ts';
import { findPaper, type PaperId } from './papers.ts';
import type { Picture, Story } from './story.ts';

export const MINUTE_MS = 60_000;

/** Kinds of edits that put other words in the place of some. */
type WordingKind = Extract<
  ChangeKind,
  'figure' | 'quotation' | 'name' | 'attribution' | 'event-date' | 'strength' | 'wording' | 'typo' | 'link' | 'lead'
>;

/**
 * One edit of a story. `from` stands exactly once in the body when the edit is made. `block` is a block's place in the
 * story as first filed (0-based): it keeps that number wherever it is moved to.
 */
export type Edit =
  | { kind: 'headline'; to: string }
  | { kind: 'dek'; to: string }
  | { kind: WordingKind; from: string; to: string }
  | { kind: 'moved-block'; block: number; to: number }
  | { kind: 'image'; to: Picture }
  | { kind: 'addition'; after: number; text: string }
  | { kind: 'deletion'; block: number }
  | { kind: 'correction-note'; text: string };

/** How a page is answered when it is not simply served. */
export type Answer =
  | { kind: 'normal' }
  | { kind: 'missing'; status: 404 | 410 }
  | { kind: 'refused'; status: 401 | 403 | 451 }
  | { kind: 'throttled'; retryAfterSeconds: number }
  | { kind: 'broken'; status: 500 | 502 }
  | { kind: 'paywall' }
  | { kind: 'consent' }
  | { kind: 'redirect'; to: 'front' | 'section' }
  | { kind: 'slow'; ms: number }
  | { kind: 'endless' }
  | { kind: 'mis-encoded' };

/**
 * What happens to one story, `at` minutes after the script's start (before it: negative). An answer lasts `minutes`, or
 * until the story's next answer; then the page is served as usual again.
 */
export type StoryStep = { at: number; story: number } & (
  | { do: 'publish' }
  | { do: 'edit'; edit: Edit }
  | { do: 'touch' }
  | { do: 'rename'; slug: string }
  | { do: 'answer'; answer: Answer; minutes?: number }
);

/** What happens to a whole paper: its article pages, or its feed. */
export type PaperStep = { at: number; paper: PaperId; minutes: number } & (
  | { do: 'answer-all'; answer: Answer }
  | { do: 'feed'; feed: 'broken' | 'empty' | 'failing' }
);

export type Step = StoryStep | PaperStep;

/** The part of a script that is written. Steps are in order of time. */
export type Book = {
  stories: Map<number, Story>;
  storySteps: Map<number, StoryStep[]>;
  paperSteps: PaperStep[];
  /** Stories in the order in which they are published. */
  published: { at: number; story: Story }[];
};

/** All that the newspaper does, over time. An endless script writes its book as the clock asks for it. */
export type Script = {
  startsAt: Date;
  /** Minutes until the last step has come and its effect is over; `Infinity` for an endless script. */
  endsAt: number;
  /** The book, written at least up to that minute. */
  openBook(minute: number): Book;
};

/** Minutes from the script's start to a moment; negative before it. */
export function minuteOf(script: Script, at: Date): number {
  return (at.getTime() - script.startsAt.getTime()) / MINUTE_MS;
}

/** The moment of a minute of the script. */
export function momentOf(script: Script, minute: number): Date {
  return new Date(script.startsAt.getTime() + minute * MINUTE_MS);
}

/** A script of these stories and steps. Throws where a step names a story that does not exist, or that is not published before, or twice. */
export function makeScript(options: { startsAt: Date; stories: Story[]; steps: Step[]; endsAt: number }): Script {
  const book = makeBook();
  addToBook(book, options.stories, options.steps);
  return { startsAt: options.startsAt, endsAt: options.endsAt, openBook: () => book };
}

/** A book with nothing in it yet. */
export function makeBook(): Book {
  return { stories: new Map(), storySteps: new Map(), paperSteps: [], published: [] };
}

/** Writes stories, and all steps of theirs, into a book; steps of papers in order of time. Throws as `makeScript` does. */
export function addToBook(book: Book, stories: Story[], steps: Step[]): void {
  for (const story of stories) {
    if (book.stories.has(story.id)) throw new Error(`Two stories have the id ${story.id}: give one another id.`);
    book.stories.set(story.id, story);
  }
  for (const step of steps.toSorted((left, right) => left.at - right.at)) {
    if ('paper' in step) book.paperSteps.push(step);
    else addStoryStep(book, step);
  }
}

function addStoryStep(book: Book, step: StoryStep): void {
  const story = book.stories.get(step.story);
  if (story === undefined) throw new Error(`The step at minute ${step.at} names story ${step.story}: no such story.`);
  const known = book.storySteps.get(step.story) ?? [];
  if ((step.do === 'publish') !== (known.length === 0)) {
    throw new Error(`Story ${step.story} must be published first, and once (minute ${step.at}: ${step.do}).`);
  }
  if (step.do === 'rename' && !findPaper(story.paper).hasIdInUrl) {
    throw new Error(`Story ${story.id} is known by its address alone: it cannot get another slug (minute ${step.at}).`);
  }
  if (step.do === 'answer' && step.answer.kind === 'paywall' && !findPaper(story.paper).saysWhatIsPaid) {
    throw new Error(`${story.paper} has no way to say that story ${story.id} is paid for (minute ${step.at}).`);
  }
  if (step.do === 'publish') {
    const place = book.published.findLastIndex((earlier) => earlier.at <= step.at) + 1;
    book.published.splice(place, 0, { at: step.at, story });
  }
  book.storySteps.set(step.story, [...known, step]);
}
