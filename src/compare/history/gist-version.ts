/**
 * Raised whenever `gistOf` gives another gist for a record than before (a noise rule that knows more, a field that is
 * folded otherwise): gists that were kept are made anew then. `gist.test.ts` fails where it was forgotten.
 */
export const GIST_VERSION = 1;
