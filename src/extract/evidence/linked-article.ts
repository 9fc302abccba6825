import { resolveAddress, withoutTracking } from '../address.ts';
import { addressOfProperty, type JsonObject, type LinkedObject, typesOf } from './read-json-ld.ts';

const ARTICLE_TYPES =
  /^(?:\w*NewsArticle|Article|ReportageNewsArticle|BlogPosting|LiveBlogPosting|Report|ScholarlyArticle|TechArticle|AdvertiserContentArticle|SatiricalArticle|Review|CriticReview|Recipe)$/;
const MEDIA_TYPES = /^(?:ImageGallery|MediaGallery|VideoObject|AudioObject|PodcastEpisode|Podcast)$/;
const LIST_TYPES = /^(?:CollectionPage|ItemList|SearchResultsPage)$/;

/** What a page's JSON-LD says that the page is. */
export type LinkedFacts = {
  article: JsonObject | null;
  /** Every picture that the page describes, the article's own and others. */
  pictures: JsonObject[];
  types: Set<string>;
  isList: boolean;
  isSearch: boolean;
};

/** The object that describes this page's article: the one with the page's own address, else the outermost with a headline. */
export function findLinkedArticle(objects: LinkedObject[], pageUrl: string): LinkedFacts {
  const articles = objects.filter(({ object }) => isArticle(object));
  const own = articles.filter(({ object }) => isAbout(object, pageUrl));
  const outermost = Math.min(...articles.map(({ depth }) => depth));
  const outer = articles.filter(({ depth }) => depth === outermost);
  const isList = objects.some(
    ({ object, depth }) => depth < 3 && typesOf(object).some((type) => LIST_TYPES.test(type)),
  );
  // Several articles side by side, none of them this page: the page lists them.
  const several = own.length === 0 && outer.length > 1 && new Set(outer.map(({ object }) => object.headline)).size > 1;
  const chosen = fullest(own) ?? (several ? null : fullest(outer)) ?? null;
  const media = objects.find(
    ({ object, depth }) => depth < 3 && typesOf(object).some((type) => MEDIA_TYPES.test(type)),
  );
  const types = new Set(typesOf(chosen ?? media?.object ?? {}));
  const isSearch = objects.some(({ object, depth }) => depth < 3 && typesOf(object).includes('SearchResultsPage'));
  const pictures = objects.map(({ object }) => object).filter((object) => typesOf(object).includes('ImageObject'));
  return { article: chosen, pictures, types, isList: chosen === null && (several || isList), isSearch };
}

function isArticle(object: JsonObject): boolean {
  if (!typesOf(object).some((type) => ARTICLE_TYPES.test(type))) return false;
  return (
    typeof object.headline === 'string' || typeof object.name === 'string' || typeof object.articleBody === 'string'
  );
}

function fullest(candidates: LinkedObject[]): JsonObject | null {
  const sorted = candidates.toSorted((a, b) => Object.keys(b.object).length - Object.keys(a.object).length);
  return sorted[0]?.object ?? null;
}

function isAbout(object: JsonObject, pageUrl: string): boolean {
  return [object.url, object.mainEntityOfPage, object['@id']].some((value) => {
    const address = resolveAddress(addressOfProperty(value), pageUrl);
    return address !== null && samePath(address, pageUrl);
  });
}

function samePath(a: string, b: string): boolean {
  const path = (address: string) => new URL(withoutTracking(address)).pathname.replace(/\/+$/, '');
  return path(a) !== '' && path(a) === path(b);
}
