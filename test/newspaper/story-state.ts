import { applyEdit, type Copy, fileCopy } from './apply-edit.ts';
import { articlePath, findPaper, type Paper } from './papers.ts';
import type { Answer, Book, Edit, PaperStep, Script, StoryStep } from './script.ts';
import { minuteOf, momentOf } from './script.ts';
import type { Story } from './story.ts';

/** A story at one moment: what stands on its page, where the page is, and how it is answered. */
export type StoryState = Copy & {
  story: Story;
  paper: Paper;
  slug: string;
  path: string;
  publishedAt: Date;
  /** Of the last edit that a reader can see. */
  editedAt: Date | null;
  /** Of the last save, whether it changed anything or not. */
  savedAt: Date;
  /** Grows with everything that happens to the page; with it, what an `ETag` stands for. */
  revision: number;
  /** When the revision last grew. */
  revisedAt: Date;
  answer: Answer;
  /** The edits made so far, with their minutes, oldest first. */
  edits: { at: number; edit: Edit }[];
};

/** The state of a story at a moment; `null` before it is published, or when there is no such story. */
export function readStoryAt(script: Script, storyId: number, at: Date): StoryState | null {
  const minute = minuteOf(script, at);
  const book = script.openBook(minute);
  const story = book.stories.get(storyId);
  const past = (book.storySteps.get(storyId) ?? []).filter((step) => step.at <= minute);
  const [publication] = past;
  if (story === undefined || publication === undefined) return null;

  const answers = listAnswers(book, story, minute);
  const slug = past.reduce((known, step) => (step.do === 'rename' ? step.slug : known), story.slug);
  const publishedAt = momentOf(script, publication.at);
  const edits = past.flatMap((step) => (step.do === 'edit' ? [{ at: step.at, edit: step.edit }] : []));
  const turns = [...past.map((step) => step.at), ...listTurns(answers, minute)];
  const saves = past.filter((step) => step.do !== 'answer');
  const lastEdit = edits.at(-1);
  return {
    ...edits.reduce((copy, { edit }) => applyEdit(copy, edit), fileCopy(story)),
    story,
    paper: findPaper(story.paper),
    slug,
    path: pathOf(story, slug, publishedAt),
    publishedAt,
    editedAt: lastEdit === undefined ? null : momentOf(script, lastEdit.at),
    savedAt: momentOf(script, saves.at(-1)?.at ?? publication.at),
    revision: turns.length,
    revisedAt: momentOf(script, Math.max(...turns)),
    answer: answers.findLast((window) => window.from <= minute && minute < window.until)?.answer ?? { kind: 'normal' },
    edits,
  };
}

/** The path that a story had when it was first published: what other stories' links say for ever. */
export function firstPathOf(script: Script, story: Story, publishedAt: number): string {
  return pathOf(story, story.slug, momentOf(script, publishedAt));
}

function pathOf(story: Story, slug: string, publishedAt: Date): string {
  const { id, section, isPreview = false } = story;
  return articlePath(findPaper(story.paper), { id, slug, section, publishedAt, isPreview });
}

type AnswerWindow = { from: number; until: number; answer: Answer; isOfPaper: boolean };

/** The answers that a story's page has had: its own first, then those of its whole paper, which go before. */
function listAnswers(book: Book, story: Story, minute: number): AnswerWindow[] {
  const own = (book.storySteps.get(story.id) ?? []).filter((step) => step.do === 'answer');
  const ofPaper = book.paperSteps
    .filter((step) => step.do === 'answer-all')
    .filter((step) => step.paper === story.paper);
  return [...own.map(toOwnWindow), ...ofPaper.map(toPaperWindow)].filter((window) => window.from <= minute);
}

function toOwnWindow(step: StoryStep & { do: 'answer' }, place: number, all: StoryStep[]): AnswerWindow {
  const next = all[place + 1]?.at ?? Number.POSITIVE_INFINITY;
  const until = Math.min(step.at + (step.minutes ?? Number.POSITIVE_INFINITY), next);
  return { from: step.at, until, answer: step.answer, isOfPaper: false };
}

function toPaperWindow(step: PaperStep & { do: 'answer-all' }): AnswerWindow {
  return { from: step.at, until: step.at + step.minutes, answer: step.answer, isOfPaper: true };
}

/** The minutes at which the page turned without a step of its own: answers that ran out, and those of the paper. */
function listTurns(windows: AnswerWindow[], minute: number): number[] {
  const ends = windows.map((window) => window.until).filter((until) => until <= minute);
  return [...ends, ...windows.filter((window) => window.isOfPaper).map((window) => window.from)];
}
