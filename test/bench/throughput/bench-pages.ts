import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A real page, and the path that the bench's server gives it. */
export type BenchPage = { path: string; html: string };

type Listed = { set: string; url: string; page: string };

/** The news pages of the folder of shared test material; `null` where that is not at hand. */
export function loadBenchPages(sharedFolder: string | undefined): BenchPage[] | null {
  if (sharedFolder === undefined || sharedFolder === '') return null;
  const folder = join(sharedFolder, 'extraction');
  if (!existsSync(join(folder, 'index.json'))) return null;
  const listed = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Listed[];
  return listed
    .filter(({ set }) => set === 'fundus' || set === 'scrapinghub')
    .map(({ url, page }, index) => ({
      path: `/${index}${new URL(url).pathname}`,
      html: gunzipSync(readFileSync(join(folder, page))).toString('utf8'),
    }));
}

/** Does `work` with the news pages, or says that there are none. */
export async function withBenchPages(work: (pages: BenchPage[]) => Promise<void>): Promise<void> {
  const pages = loadBenchPages(process.env.STET_SHARED);
  if (pages !== null) await work(pages);
  else process.stdout.write('STET_SHARED names no folder with extraction/: there is nothing to measure on.\n');
}

/** The middle one of some numbers. */
export function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** So many articles that each have a page of their own: page after page, then all again under other addresses. */
export function listPaths(pages: BenchPage[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const copy = Math.floor(index / pages.length);
    return `/${copy}${pages[index % pages.length]?.path ?? '/'}`;
  });
}

/** Of so many articles one is edited from one edition to the next. */
const EDITED = 5;

/** The page in a later edition: its bytes always differ, as on the web, and what it says in every fifth. */
export function editPage(html: string, index: number, edition: number): string {
  const touched = html.replace('</head>', `<meta name="rendered" content="${edition * 7_919}"></head>`);
  const edits = Math.floor((edition + (index % EDITED)) / EDITED);
  if (edits === 0) return touched;
  return touched.replace(/(<p[^>]*>[^<]{80,}?\s)/, (start) => `${start}${'again '.repeat(edits)}`);
}
