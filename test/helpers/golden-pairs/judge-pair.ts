import { compareRecords, compareVersions } from '../../../src/compare/compare-versions.ts';
import { readPage } from '../../../src/extract/read-page.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Change } from '../../../src/model/change.ts';
import type { Rules } from '../../../src/model/source.ts';
import { makePage } from './make-page.ts';
import { makeSide } from './make-side.ts';
import type { GoldenPair, GoldenSide } from './read-pairs.ts';

const URL_OF_PAGES = 'https://paper.example/news/quiet-day-76337';
const NO_RULES: Rules = { language: null, timezone: null, identity: null, extract: [] };

/** The change of a pair's records. */
export function comparePair({ before, after, language }: GoldenPair): Change | null {
  return compareVersions(makeSide(before, language), makeSide(after, language));
}

/** The change of a pair's pages, as `stet compare` reads them. */
export function comparePages({ before, after, language }: GoldenPair): Change | null {
  return compareRecords(readSide(before, language), readSide(after, language));
}

function readSide(side: GoldenSide, language: string): Article {
  const bytes = new TextEncoder().encode(makePage(side, language));
  const page = { url: URL_OF_PAGES, finalUrl: URL_OF_PAGES, contentType: 'text/html; charset=utf-8', bytes };
  const reading = readPage(page, NO_RULES);
  if (reading.kind === 'article') return reading.article;
  throw new Error(`The page was not read as an article: ${JSON.stringify(reading)}`);
}

/** What a change says otherwise than its pair asks for, each in words; empty where it is right. */
export function listFaults(pair: GoldenPair, change: Change | null): string[] {
  const { must = [], mustNot = [], noise, quiet, silent, minImportance, maxImportance, reasons = [] } = pair;
  if (quiet) return change === null || change.noise ? [] : [`not quiet: ${change.reasons.join(' | ')}`];
  if (change === null) return ['nothing differs'];
  const told = change.reasons.join(' | ');
  return [
    ...must.filter((kind) => !change.kinds.includes(kind)).map((kind) => `no ${kind}: ${told}`),
    ...mustNot.filter((kind) => change.kinds.includes(kind)).map((kind) => `a ${kind}: ${told}`),
    ...(change.noise === (noise ?? false) ? [] : [`noise is ${change.noise}: ${told}`]),
    ...(silent === undefined || change.silent === silent ? [] : [`silent is ${change.silent}`]),
    ...(change.importance < (minImportance ?? 0)
      ? [`importance ${change.importance} < ${minImportance}: ${told}`]
      : []),
    ...(change.importance > (maxImportance ?? 1)
      ? [`importance ${change.importance} > ${maxImportance}: ${told}`]
      : []),
    ...reasons.filter((words) => !told.includes(words)).map((words) => `no reason "${words}": ${told}`),
  ];
}
