/** What the review UI says where a version or a change is proved, cited, or shown as it was stored. */
export const EVIDENCE_TEXTS = {
  cite: 'Cite',
  citation: 'To be copied',
  download: 'Download the evidence (ZIP)',
  downloadHint: 'both captures as they came, their records, this comparison, and the digests to check them by',
  openQuote: '“',
  closeQuote: '”',
  version: (number: number, at: string) => `version ${number} as captured on ${at}`,
  digest: (sha256: string) => ` (SHA-256 of the page ${sha256})`,
  noBytes: ' (no page was stored)',
  and: ' and ',
  compared: (address: string) => `Compared by stet: ${address}`,
  kept: (address: string) => `Kept by stet: ${address}`,

  stored: 'Stored page',
  storedTitle: (n: number) => `Stored page of version ${n}`,
  frame: 'The page as it was stored, without its scripts',
  frameHint:
    'The page as it was captured, powerless: its scripts do not run, and nothing is asked of the paper’s servers, so pictures and styles that it only refers to are missing.',
  alone: 'The page alone',

  inline: 'In one text',
  sides: 'Side by side',
  views: 'The comparison',
  before: 'Before',
  after: 'After',
  nothingHere: '–',
} as const;

/** What `README.txt` in a file of evidence says. */
export function describeEvidence(headline: string, address: string, folders: string[]): string {
  const lines = [
    `Evidence of a change in: ${headline}`,
    address,
    '',
    'change.json   the comparison, as "stet changes --json" gives it',
    'change.md     the same to read',
    ...folders.flatMap((folder) => [
      '',
      `${folder}/capture.json   when and from where the page was fetched, with its status and headers`,
      `${folder}/page.html      the bytes that came, unaltered (of a rendered page: its elements once it had settled)`,
      `${folder}/version.json   the record that was read from them`,
      `${folder}/version.md     the same to read`,
    ]),
    '',
    'screenshot.webp and page.pdf are there where the source asks for them.',
    'SHA256SUMS holds the digest of each file. To check them: sha256sum --check SHA256SUMS',
    "page.html is a stranger's page: opened in a browser, its scripts run. Read version.md instead.",
  ];
  return `${lines.join('\n')}\n`;
}
