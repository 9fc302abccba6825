import type { Alert } from '../src/model/alert.ts';
import type { WordEdit } from '../src/model/change.ts';
import type { Channel } from '../src/model/channel.ts';
import { localTimeOf } from '../src/model/local-time.ts';
import { ALERT_TEXTS } from '../src/review/alert-texts.ts';
import { excerptWords } from '../src/review/excerpt-words.ts';
import { TEXTS } from '../src/review/texts.ts';
import { loadArticle } from '../storage/articles.ts';
import type { StoredChange } from '../storage/changes.ts';
import { reviewAddress } from './review-address.ts';
import type { Stet } from './stet.ts';

/** Of the changed words and what surrounds them, so many characters; a channel cuts them as it must. */
const EXCERPT = 1_000;

/** A change in the words in which channels tell it. */
export async function makeAlert(stet: Stet, { timezone }: Channel, change: StoredChange): Promise<Alert> {
  const { sources, settings } = stet.config();
  const article = await loadArticle(stet.database.db, change.article_id);
  const words = excerptWords(change, EXCERPT);
  const isEdit = words.some(({ op }) => op !== 'same');
  return {
    headline: change.headline ?? change.url,
    source: sources.find(({ id }) => id === change.source_id)?.name ?? change.source_id,
    kinds: change.kinds.map((kind) => TEXTS.kinds[kind] ?? kind),
    reasons: change.reasons,
    before: isEdit ? textOf(words, 'removed') : '',
    after: isEdit ? textOf(words, 'added') : '',
    importance: change.importance,
    silent: change.silent ? TEXTS.changes.silent : '',
    language: article?.language ?? null,
    detectedAt: change.detected_at,
    time: showTime(timezone, change.detected_at),
    url: change.url,
    link: new URL(`/changes/${change.id}`, reviewAddress(settings.web)).href,
  };
}

/** The text before the edit, or after it; empty where all that is left of it is what stayed. */
function textOf(words: WordEdit[], op: 'removed' | 'added'): string {
  if (!words.some((word) => word.op === op)) return '';
  return words.flatMap((word) => (word.op === op || word.op === 'same' ? [word.text] : [])).join('');
}

/** What a person tries a channel with: it says itself what it is. */
export function makeTestAlert(stet: Stet, { timezone }: Channel, now: Date): Alert {
  const home = reviewAddress(stet.config().settings.web);
  const { headline, before, after } = ALERT_TEXTS.test;
  return {
    ...{ headline, before, after, source: 'stet', kinds: [], reasons: [], importance: 0, silent: '' },
    language: TEXTS.language,
    detectedAt: now,
    time: showTime(timezone, now),
    url: '',
    link: new URL('/deliveries', home).href,
  };
}

function showTime(timezone: string, at: Date): string {
  const { day, minutes } = localTimeOf(timezone, at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)} (${timezone})`;
}
