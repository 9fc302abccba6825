import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A real page with what people say it holds; what `expected` has depends on the set. */
export type SharedPage = {
  id: string;
  set: 'fundus' | 'scrapinghub' | 'trafilatura';
  url: string;
  html: string;
  expected: {
    text?: string;
    title?: string;
    authors?: string[];
    date?: string;
    images?: unknown[];
    with?: string[];
    without?: string[];
  };
};

/** Shares of one page's text: rightly given, wrongly given, missing; they add up to 1, or are all 0. */
export type TextScore = { tp: number; fp: number; fn: number; exact: boolean };

/** The scoring functions of the shared harness: what they give is theirs, so that figures can be compared. */
export type Harness = {
  load(sets: string[]): SharedPage[];
  comparePage(expected: string, given: string, options?: { tok: (text: string) => string[] }): TextScore;
  tokenizeMixed(text: string): string[];
  aggregate(scores: TextScore[]): { f1: number; meanPageF1: number; empty: number; below50: number };
  titleExact(expected: string | undefined, given: string | null): boolean;
  authorScore(expected: string[] | undefined, given: string[]): { has: boolean; f1?: number };
  dateScore(expected: string | undefined, given: string | null): { instant: boolean; day: boolean } | null;
  imageScore(
    images: unknown[] | undefined,
    given: { html: string; image: string },
  ): { n: number; hit: number; caps: number; capHit: number; cover: boolean | null } | null;
};

/** Loads the harness and its pages from the folder of shared test material; `null` where that is not at hand. */
export async function loadHarness(sharedFolder: string | undefined): Promise<Harness | null> {
  if (sharedFolder === undefined || sharedFolder === '') return null;
  const library = join(sharedFolder, 'extraction', 'harness', 'lib');
  if (!existsSync(library)) return null;
  const names = ['datasets.mjs', 'metric.mjs', 'fields.mjs'];
  const modules = await Promise.all(names.map((name) => import(pathToFileURL(join(library, name)).href)));
  return Object.assign({}, ...modules) as Harness;
}
