/**
 * What made a record of a page's bytes: the extractor's version, and the digest of the source's rules. Only records that
 * were made by the same are compared: any other difference may be the extractor's doing, or the rules'.
 */
export type ReadBy = { extractor: number; rules: string };

/** Whether two records were made by the same. */
export function isReadBy(by: ReadBy, other: ReadBy): boolean {
  return by.extractor === other.extractor && by.rules === other.rules;
}
