import type { Source } from '../model/source.ts';
import { identifyArticle } from './identify-article.ts';
import { bareHost, siteOf } from './site-of.ts';

/** What is needed of a source to tell what it owns. */
export type Claimant = Pick<Source, 'id' | 'homepage' | 'articles'>;

/** Sources by the site of their homepage, so that one address is compared with a few of ten thousand. */
export type Claimants = Map<string, Claimant[]>;

/** Puts sources where `chooseOwner` finds them. */
export function indexClaimants(sources: Claimant[]): Claimants {
  return Map.groupBy(sources, ({ homepage }) => siteOf(new URL(homepage)));
}

/**
 * The source that an article at `url` belongs to: of those on its site whose `articles.match` accepts it, the one whose
 * homepage has the very host, before one on a domain above it, before another host of the site; then one that says
 * which addresses are articles before one that takes all; then the one whose homepage's path the address continues
 * furthest; then the first of `preferred` (who has it, who listed it); then by id. `null` where no source owns it.
 */
export function chooseOwner(url: URL, claimants: Claimants, preferred: string[]): Claimant | null {
  const fitting = (claimants.get(siteOf(url)) ?? []).filter((one) => identifyArticle(url, one.articles) !== null);
  const ranked = fitting.map((claimant) => ({ claimant, ranks: rank(url, claimant, preferred) }));
  ranked.sort((a, b) => compareRanks(a.ranks, b.ranks) || (a.claimant.id < b.claimant.id ? -1 : 1));
  return ranked[0]?.claimant ?? null;
}

/** Higher is better, the first that differs decides. */
function rank(url: URL, { id, homepage, articles }: Claimant, preferred: string[]): number[] {
  const home = new URL(homepage);
  const place = preferred.indexOf(id);
  return [
    closeness(url, home),
    articles.match === null ? 0 : 1,
    sharedPath(url.pathname, home.pathname),
    place === -1 ? 0 : preferred.length - place,
  ];
}

function compareRanks(one: number[], other: number[]): number {
  const place = one.findIndex((value, at) => value !== other[at]);
  return place === -1 ? 0 : (other[place] ?? 0) - (one[place] ?? 0);
}

function closeness(url: URL, home: URL): number {
  const [host, homeHost] = [bareHost(url.host), bareHost(home.host)];
  if (host === homeHost) return 2;
  return host.endsWith(`.${homeHost}`) ? 1 : 0;
}

/** Length of the homepage's folder, where the address lies in it. */
function sharedPath(path: string, homePath: string): number {
  const folder = homePath.replace(/[^/]*$/, '');
  return path.startsWith(folder) ? folder.length : 0;
}
