import { blockText } from '../src/compare/body/block-text.ts';
import { matchesRules, type RuleSubject } from '../src/deliver/matches-rules.ts';
import type { Article } from '../src/model/article.ts';
import type { Change } from '../src/model/change.ts';
import type { ArticleStatus } from '../src/model/outcome.ts';
import { primaryLanguage } from '../src/model/primary-language.ts';
import type { Source } from '../src/model/source.ts';
import { readSearchAlert } from '../src/review/read-search-alert.ts';
import type { Db } from '../storage/open-database.ts';
import { listSearchAlerts } from '../storage/saved-searches.ts';
import { searchText } from '../storage/versions.ts';
import type { Stet } from './stet.ts';

/** Of an article that changed, what rules and saved searches ask about. */
export type AlertedArticle = {
  headline: string | null;
  language: string | null;
  status: ArticleStatus;
  /** The two versions, the later one last; one where nothing but the newest is known. */
  versions: Article[];
};

/**
 * The channels that are told of a change: those that its source names and those of saved searches that it meets, where
 * it satisfies the channel's rules. `tx`: the transaction that stores the change, so that it is told once or never.
 */
export async function channelsFor(
  { stet, tx }: { stet: Stet; tx: Db },
  source: Source,
  article: AlertedArticle,
  change: Change,
  now: Date,
): Promise<string[]> {
  const { channels } = stet.config().settings;
  if (change.noise || Object.keys(channels).length === 0) return [];
  const names = new Set([...source.alerts, ...(await listSearched(tx, source, article, change, now))]);
  if (names.size === 0) return [];
  const subject: RuleSubject = {
    change,
    source: source.id,
    language: article.language ?? source.language,
    texts: listTexts(article, change),
  };
  return [...names].filter((name) => {
    const channel = channels[name];
    return channel !== undefined && matchesRules(channel.rules, subject);
  });
}

/** The channels of the saved searches that a change meets as it comes. */
async function listSearched(
  tx: Db,
  source: Source,
  article: AlertedArticle,
  change: Change,
  now: Date,
): Promise<string[]> {
  const searches = await listSearchAlerts(tx);
  if (searches.length === 0) return [];
  const { kinds, importance, silent, noise } = change;
  const come = {
    ...{ kinds, importance, silent, noise, verdict: null, isInQuarantine: false, detectedAt: now },
    sourceId: source.id,
    language: primaryLanguage(article.language),
    articleStatus: article.status,
    texts: article.versions.map(searchText),
  };
  return searches.flatMap(({ list, query, channel }) => {
    const alert = readSearchAlert(list, query);
    return alert.ok && alert.isMetBy(come) ? [channel] : [];
  });
}

/** The headline, and the fields and blocks that changed, whole, as they were and as they are. */
function listTexts({ headline }: AlertedArticle, { fields, blocks }: Change): string[] {
  const ofFields = fields.flatMap(({ from, to }) => [from, to]);
  const ofBlocks = blocks.flatMap(({ before, after }) => [before, after]).map((block) => block && blockText(block));
  return [headline, ...ofFields, ...ofBlocks].flatMap((text) => (text === null || text === '' ? [] : [text]));
}
