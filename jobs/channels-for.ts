import { blockText } from '../src/compare/body/block-text.ts';
import { matchesRules } from '../src/deliver/matches-rules.ts';
import type { Change } from '../src/model/change.ts';
import type { Source } from '../src/model/source.ts';
import type { Stet } from './stet.ts';

/** Of an article that changed, what rules ask about. */
export type AlertedArticle = { headline: string | null; language: string | null };

/** The channels that are told of a change: those of its source whose rules it satisfies. */
export function channelsFor(stet: Stet, source: Source, article: AlertedArticle, change: Change): string[] {
  if (change.noise || source.alerts.length === 0) return [];
  const { channels } = stet.config().settings;
  const texts = listTexts(article, change);
  const language = article.language ?? source.language;
  return source.alerts.filter((name) => {
    const channel = channels[name];
    return channel !== undefined && matchesRules(channel.rules, { change, source: source.id, language, texts });
  });
}

/** The headline, and the fields and blocks that changed, whole, as they were and as they are. */
function listTexts({ headline }: AlertedArticle, { fields, blocks }: Change): string[] {
  const ofFields = fields.flatMap(({ from, to }) => [from, to]);
  const ofBlocks = blocks.flatMap(({ before, after }) => [before, after]).map((block) => block && blockText(block));
  return [headline, ...ofFields, ...ofBlocks].flatMap((text) => (text === null || text === '' ? [] : [text]));
}
