/**
 * The extractor's version. Raise it whenever a record of the same bytes can come out differently: records of
 * different versions are never compared, so that a better extractor cannot look like an edit by the newspaper.
 */
export const EXTRACTOR_VERSION = 4;
