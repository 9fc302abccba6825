import { createHash } from 'node:crypto';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { readPage } from '../../../src/extract/read-page.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Change } from '../../../src/model/change.ts';
import type { Rules } from '../../../src/model/source.ts';
import { drawFrom } from '../../newspaper/seeded-random.ts';
import type { SharedPage } from '../extract/harness.ts';
import { ALTERATIONS, type Alteration, alterBody } from './alter-body.ts';
import { shuffleFurniture } from './shuffle-furniture.ts';

const NO_RULES: Rules = { language: null, timezone: null, identity: null, extract: [] };

/** What a page that was meddled with came to; `fault` is `null` where the change was just what it should be. */
export type Trial = { id: string; alteration: Alteration | 'furniture'; fault: string | null };

/** Compares a page with itself, its furniture shuffled, and with one thing altered of each kind that it has. */
export function tryMutations(page: SharedPage, round: number): Trial[] {
  const { id, html, url } = page;
  const draw = drawFrom(createHash('sha256').update(`${id} ${round}`).digest().readUInt32LE());
  const article = read(html, url);
  if (article === null) return [];
  const again = read(shuffleFurniture(html, draw), url);
  const trials: Trial[] = [{ id, alteration: 'furniture', fault: judgeFurniture(article, again) }];
  for (const alteration of ALTERATIONS) {
    const altered = alterBody(html, article, alteration, draw);
    if (altered === null) continue;
    const later = read(shuffleFurniture(altered.html, draw), url);
    const change = later === null ? null : compareVersions(article, later);
    const fault = later === null ? 'not read any more' : judgeAlteration(change, altered.place, altered.kinds);
    trials.push({ id, alteration, fault: fault === null ? null : `${fault} · ${altered.what}` });
  }
  return trials;
}

function read(html: string, url: string): Article | null {
  const bytes = new TextEncoder().encode(html);
  const reading = readPage({ url, finalUrl: url, contentType: 'text/html; charset=utf-8', bytes }, NO_RULES);
  return reading.kind === 'article' ? reading.article : null;
}

function judgeFurniture(article: Article, again: Article | null): string | null {
  if (again === null) return 'not read any more';
  const change = compareVersions(article, again);
  return change === null ? null : `a change: ${change.reasons.join('; ')}`;
}

/** The altered block differs, of the kind it should, and nothing else does. */
function judgeAlteration(change: Change | null, place: number, kinds: readonly string[]): string | null {
  if (change === null) return 'no change';
  if (change.noise) return `noise: ${change.reasons.join('; ')}`;
  const elsewhere = change.blocks.filter((block) => block.from !== place);
  if (change.fields.length > 0 || elsewhere.length > 0 || change.blocks.length !== 1) {
    return `more than that: ${change.fields.map(({ field }) => field)} ${change.blocks.length} blocks: ${change.reasons.join('; ')}`;
  }
  return change.kinds.some((kind) => kinds.includes(kind)) ? null : `other kinds: ${change.reasons.join('; ')}`;
}
