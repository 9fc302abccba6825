/** What the review UI says of the likenesses of a version. */
export const LIKENESS_TEXTS = {
  views: 'This version as',
  text: 'Text',
  kinds: { screenshot: 'Screenshot', pdf: 'PDF' },
  pdfDownload: 'PDF (download)',
  title: (n: number) => `Screenshot of version ${n}`,
  alternative: (headline: string) => `The page of “${headline}” as a browser showed it, from its head to its foot`,
  taken: 'Taken',
  address: 'Address of the page',
  page: 'SHA-256 of the page’s elements at that time',
  bytes: 'SHA-256 of the picture',
  size: 'Size',
  sizeOf: (width: number, height: number, bytes: number) =>
    `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels, ${Math.ceil(bytes / 1000).toLocaleString('en')} kB`,
  shows: 'The same page?',
  same: 'It said what this version says.',
  other: 'It said something else than this version: it was edited in between, or it alters by itself.',
  unknown: 'It was loaded anew for the picture, in a browser, and may differ from what this version was read from.',
  states: {
    owed: 'It has not been taken yet.',
    failed: 'It could not be taken.',
  },
  remark: 'Note',
};
