/** How a page is fetched: by a plain request, or loaded in a browser. */
export type RenderMode = 'http' | 'browser';

/** What has worked for a source that leaves the choice to stet. */
export type RenderMemory = {
  mode: RenderMode;
  /** In mode `browser`: when plain requests are tried again. */
  httpAgainAt: Date | null;
  /** In mode `http`: when a browser is tried again after it gave no more. */
  browserAgainAt: Date | null;
};
