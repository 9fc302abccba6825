import { generateStory } from './generate-story.ts';
import { addToBook, type Book, makeBook, type Script } from './script.ts';
import { listShortSteps } from './short-script.ts';
import { STORIES } from './stories/catalog.ts';

const FIRST_GENERATED_ID = 90_001;
const MINUTES_BETWEEN_STORIES = 10;
/** So far ahead of the clock is the book written. */
const WRITE_AHEAD_MINUTES = 120;

/**
 * The script of the demonstration: it begins as the short one does, and publishes and edits generated stories without
 * end. The same `seed` gives the same newspaper.
 */
export function makeDemoScript(options: { startsAt: Date; seed?: number }): Script {
  const { startsAt, seed = 1 } = options;
  const book = makeBook();
  addToBook(book, STORIES, listShortSteps({ startsAt, hasEndlessPage: false, retryAfterSeconds: 5 }));
  let written = 0;
  const openBook = (minute: number): Book => {
    while (written * MINUTES_BETWEEN_STORIES < minute + WRITE_AHEAD_MINUTES) {
      const at = 2 + written * MINUTES_BETWEEN_STORIES;
      const { story, steps } = generateStory(FIRST_GENERATED_ID + written, at, seed);
      addToBook(book, [story], steps);
      written += 1;
    }
    return book;
  };
  return { startsAt, endsAt: Number.POSITIVE_INFINITY, openBook };
}
