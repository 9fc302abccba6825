import type { Paper, PaperSection } from './papers.ts';
import { minuteOf, type PaperStep, type Script } from './script.ts';
import type { Story } from './story.ts';
import { readStoryAt, type StoryState } from './story-state.ts';
import { toDatePath } from './zoned-time.ts';

const SECTION_LENGTH = 10;
const NEWS_SITEMAP_MS = 2 * 24 * 60 * 60 * 1000;

type Wanted = { limit?: number; isWanted?: (story: Story) => boolean };

/** A paper's stories at a moment, newest first: all that are published and not withdrawn. */
function listStories(script: Script, paper: Paper, at: Date, wanted: Wanted = {}): StoryState[] {
  const { limit = Number.POSITIVE_INFINITY, isWanted = () => true } = wanted;
  const minute = minuteOf(script, at);
  const found: StoryState[] = [];
  for (const { at: publishedAt, story } of script.openBook(minute).published.toReversed()) {
    if (found.length >= limit) break;
    if (publishedAt > minute || story.paper !== paper.id || !isWanted(story)) continue;
    const state = readStoryAt(script, story.id, at);
    if (state !== null && state.answer.kind !== 'missing') found.push(state);
  }
  return found;
}

/** The stories that a reader finds: the listed ones without previews. */
export function listPublicStories(script: Script, paper: Paper, at: Date, limit?: number): StoryState[] {
  return listStories(script, paper, at, { limit: limit ?? Number.POSITIVE_INFINITY, isWanted: isPublic });
}

function isPublic(story: Story): boolean {
  return story.isPreview !== true;
}

/** What is the matter with a paper's feed at a moment; `null` when nothing is. */
export function feedTroubleAt(script: Script, paper: Paper, at: Date): 'broken' | 'empty' | 'failing' | null {
  const minute = minuteOf(script, at);
  const isNow = (step: PaperStep): boolean =>
    step.paper === paper.id && step.at <= minute && minute < step.at + step.minutes;
  const step = script.openBook(minute).paperSteps.findLast((candidate) => candidate.do === 'feed' && isNow(candidate));
  return step?.do === 'feed' ? step.feed : null;
}

/** The stories in a paper's feed when nothing is the matter with it: the latest ones, previews among them. */
export function listFeed(script: Script, paper: Paper, at: Date): StoryState[] {
  return listStories(script, paper, at, { limit: paper.feed.length });
}

/** The stories on a section page. */
export function listSection(script: Script, paper: Paper, section: PaperSection, at: Date): StoryState[] {
  const isIn = (story: Story): boolean => section.section === null || story.section === section.section;
  return listStories(script, paper, at, { limit: SECTION_LENGTH, isWanted: (story) => isPublic(story) && isIn(story) });
}

/** The stories in a paper's sitemaps; a news sitemap holds the last two days only (Google's rule for news sitemaps). */
export function listSitemap(script: Script, paper: Paper, at: Date): StoryState[] {
  const stories = listPublicStories(script, paper, at);
  if (paper.sitemap?.kind !== 'news') return stories;
  return stories.filter((state) => at.getTime() - state.publishedAt.getTime() <= NEWS_SITEMAP_MS);
}

/** The months that a paper's sitemap index names, newest first, as `2026-03`. */
export function listSitemapMonths(script: Script, paper: Paper, at: Date): string[] {
  return [...new Set(listSitemap(script, paper, at).map((state) => monthOf(state, paper)))];
}

/** The month in which a story was published, in its paper's zone: `2026-03`. */
export function monthOf(state: StoryState, paper: Paper): string {
  return toDatePath(state.publishedAt, paper.timezone).slice(0, 7).replace('/', '-');
}

/** Every story that some watched endpoint of its paper lists at a moment: what a monitor can come to know of. */
export function listDiscoverable(script: Script, paper: Paper, at: Date): StoryState[] {
  const watched = paper.sections.filter((section) => paper.watchedSections.includes(section.path));
  const listed = [
    ...(feedTroubleAt(script, paper, at) === null ? listFeed(script, paper, at) : []),
    ...(paper.sitemap === null ? [] : listSitemap(script, paper, at)),
    ...watched.flatMap((section) => listSection(script, paper, section, at)),
  ];
  return [...new Map(listed.map((state) => [state.story.id, state])).values()];
}
