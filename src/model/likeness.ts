import type { FetchRules } from './source.ts';

/** How a version's page looked in a browser: all of it in one picture (WebP), or as it prints (PDF). */
export const LIKENESS_KINDS = ['screenshot', 'pdf'] as const;
export type LikenessKind = (typeof LIKENESS_KINDS)[number];

/** What came of taking one. `reason`, a sentence: why there is none, or what is missing of it; else empty. */
export type TakenLikeness =
  | { kind: LikenessKind; outcome: 'taken'; bytes: Uint8Array; size: PictureSize | null; reason: string }
  | { kind: LikenessKind; outcome: 'failed'; reason: string };

/** In pixels. */
export type PictureSize = { width: number; height: number };

/** Whether a likeness of a version is still to be taken, was, or could not be. */
export type LikenessOutcome = 'owed' | 'taken' | 'failed';

/** The likenesses that a source asks for of each version. */
export function likenessesOf(rules: Pick<FetchRules, LikenessKind>): LikenessKind[] {
  return LIKENESS_KINDS.filter((kind) => rules[kind]);
}
