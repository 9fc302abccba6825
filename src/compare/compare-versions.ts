import type { Article } from '../model/article.ts';
import type { Change } from '../model/change.ts';
import { primaryLanguage } from '../model/primary-language.ts';
import { compareBodies } from './body/compare-bodies.ts';
import { classifyChange, hasOtherModifiedTime } from './classify-change.ts';
import { compareFields } from './fields/compare-fields.ts';

/** Two records that were read by different extractors: what differs may be the extractor's doing. */
export class ExtractorMismatch extends Error {
  constructor(from: Article, to: Article) {
    super(
      `The versions of ${to.url} were read by extractor ${from.extractor} and extractor ${to.extractor}: ` +
        'a comparison would show the difference between the two. Extract both from their stored bytes first.',
    );
    this.name = 'ExtractorMismatch';
  }
}

/**
 * What differs between two versions of an article, what kind of edit it is and how much it matters; `null` when neither
 * a watched field nor the modified time differs. A difference that no reader can see gives a change with `noise`, and
 * a modified time that moved alone one that is `touched` too.
 * @throws ExtractorMismatch when the two records are the work of different extractors.
 */
export function compareVersions(from: Article, to: Article): Change | null {
  if (from.extractor !== to.extractor) throw new ExtractorMismatch(from, to);
  const language = primaryLanguage(to.language ?? from.language);
  const fields = compareFields(from, to, language);
  const blocks = compareBodies(from.body, to.body, language);
  if (fields.length === 0 && blocks.length === 0 && !hasOtherModifiedTime(from, to)) return null;
  return classifyChange(from, to, fields, blocks, language);
}

/**
 * The same for records that carry their digests: equal ones differ in nothing that is watched, whatever an image's
 * address says; their modified times are not in the digests.
 */
export function compareRecords(from: Article, to: Article): Change | null {
  const isSame = from.extractor === to.extractor && from.digest === to.digest && !hasOtherModifiedTime(from, to);
  return isSame ? null : compareVersions(from, to);
}
