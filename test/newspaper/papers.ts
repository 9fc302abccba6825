import { toDatePath } from './zoned-time.ts';

export type PaperId = 'capital-times' | 'harbour-ledger' | 'elbtaler-bote' | 'plain-wire';

/** A page that lists articles; `section: null` lists all of the paper's. */
export type PaperSection = { path: string; title: string; section: string | null };

/** What is fixed about one of the papers that the server plays: its addresses, its feed, its manners. */
export type Paper = {
  id: PaperId;
  name: string;
  /** Path of the front page. */
  home: string;
  timezone: string;
  /** `null`: it writes in several. */
  language: string | null;
  feed: { path: string; kind: 'rss-2.0' | 'rss-1.0' | 'atom' | 'json'; length: number };
  sitemap: { path: string; kind: 'months' | 'gzip' | 'news' } | null;
  sections: PaperSection[];
  /** Which of these a monitor is told to watch: the front and section pages link to the same stories. */
  watchedSections: string[];
  /** Whether articles carry `ETag` and `Last-Modified`, and are answered with 304. */
  hasValidators: boolean;
  /** Whether an article's address holds an id that stays when its slug changes. */
  hasIdInUrl: boolean;
  /** Whether its pages say in their metadata that an article must be paid for. */
  saysWhatIsPaid: boolean;
};

export const PAPERS: Paper[] = [
  {
    id: 'capital-times',
    name: 'The Capital Times',
    home: '/',
    timezone: 'Europe/Moscow',
    language: 'en',
    feed: { path: '/rss/news', kind: 'rss-2.0', length: 8 },
    sitemap: { path: '/sitemap/sitemap.xml', kind: 'months' },
    sections: [
      { path: '/news', title: 'News', section: 'news' },
      { path: '/business', title: 'Business', section: 'business' },
    ],
    watchedSections: ['/news'],
    hasValidators: false,
    hasIdInUrl: true,
    saysWhatIsPaid: true,
  },
  {
    id: 'harbour-ledger',
    name: 'The Harbour Ledger',
    home: '/ledger/',
    timezone: 'Atlantic/Reykjavik',
    language: 'en',
    feed: { path: '/ledger/feed/atom/', kind: 'atom', length: 5 },
    sitemap: { path: '/ledger/sitemap.xml.gz', kind: 'gzip' },
    sections: [
      { path: '/ledger/category/town/', title: 'Town', section: 'town' },
      { path: '/ledger/category/harbour/', title: 'Harbour', section: 'harbour' },
    ],
    watchedSections: [],
    hasValidators: false,
    hasIdInUrl: false,
    saysWhatIsPaid: true,
  },
  {
    id: 'elbtaler-bote',
    name: 'Elbtaler Bote',
    home: '/bote/',
    timezone: 'Europe/Berlin',
    language: 'de',
    feed: { path: '/bote/rss.rdf', kind: 'rss-1.0', length: 4 },
    sitemap: { path: '/bote/sitemap-news.xml', kind: 'news' },
    sections: [
      { path: '/bote/politik/', title: 'Politik', section: 'politik' },
      { path: '/bote/lokales/', title: 'Lokales', section: 'lokales' },
    ],
    watchedSections: ['/bote/politik/'],
    hasValidators: false,
    hasIdInUrl: true,
    saysWhatIsPaid: true,
  },
  {
    id: 'plain-wire',
    name: 'Plain Wire',
    home: '/wire/',
    timezone: 'UTC',
    language: null,
    feed: { path: '/wire/feed.json', kind: 'json', length: 10 },
    sitemap: null,
    sections: [{ path: '/wire/world', title: 'World', section: null }],
    watchedSections: [],
    hasValidators: true,
    hasIdInUrl: true,
    saysWhatIsPaid: false,
  },
];

/** The paper of that id; throws on an id that no paper has. */
export function findPaper(id: PaperId): Paper {
  const paper = PAPERS.find((candidate) => candidate.id === id);
  if (paper === undefined) throw new Error(`No paper is called ${id}: add it to PAPERS.`);
  return paper;
}

/** What an article's address is made of. */
export type Address = { id: number; slug: string; section: string; publishedAt: Date; isPreview: boolean };

/** The path of an article in its paper's own manner. */
export function articlePath(paper: Paper, address: Address): string {
  const { id, slug, section, publishedAt } = address;
  const day = toDatePath(publishedAt, paper.timezone);
  switch (paper.id) {
    case 'capital-times':
      return `${address.isPreview ? '/preview' : ''}/${day}/${slug}-a${id}`;
    case 'harbour-ledger':
      return `/ledger/${day.slice(0, 7)}/${slug}/`;
    case 'elbtaler-bote':
      return `/bote/${section}/${slug}-${id}.html`;
    case 'plain-wire':
      return `/wire/story/${id}/${slug}`;
  }
}

const ARTICLE_PATHS: { paper: PaperId; pattern: RegExp }[] = [
  { paper: 'capital-times', pattern: /^(?:\/preview)?\/\d{4}\/\d{2}\/\d{2}\/[^/]+-a(?<id>\d+)$/ },
  { paper: 'harbour-ledger', pattern: /^\/ledger\/\d{4}\/\d{2}\/(?<slug>[^/]+)\/?$/ },
  { paper: 'elbtaler-bote', pattern: /^\/bote\/[a-z]+\/[^/]*?-(?<id>\d+)\.html$/ },
  { paper: 'plain-wire', pattern: /^\/wire\/story\/(?<id>\d+)(?:\/[^/]*)?$/ },
];

/** Which article a path asks for, by its id or, where addresses have none, by its slug; `null` when it is no article's. */
export function readArticlePath(path: string): { paper: PaperId; id: number | null; slug: string | null } | null {
  for (const { paper, pattern } of ARTICLE_PATHS) {
    const groups = pattern.exec(path)?.groups;
    if (groups === undefined) continue;
    return { paper, id: groups.id === undefined ? null : Number(groups.id), slug: groups.slug ?? null };
  }
  return null;
}
