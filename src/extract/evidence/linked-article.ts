import { resolveAddress, withoutTracking } from '../address.ts';
import {
  addressOfProperty,
  isObject,
  type JsonObject,
  type LinkedObject,
  listOf,
  textOfProperty,
  typesOf,
} from './read-json-ld.ts';

const ARTICLE_TYPES =
  /^(?:\w*NewsArticle|Article|ReportageNewsArticle|BlogPosting|LiveBlogPosting|Report|ScholarlyArticle|TechArticle|AdvertiserContentArticle|SatiricalArticle|Review|CriticReview|Recipe)$/;
const MEDIA_TYPES = /^(?:ImageGallery|MediaGallery|VideoObject|AudioObject|(?:Podcast|Radio|TV)Episode|Podcast)$/;
const LIST_TYPES = /^(?:CollectionPage|ItemList|SearchResultsPage)$/;

/** A step on the way to a page. */
export type Crumb = { name: string; address: string | null };

/** What a page's JSON-LD says that the page is. */
export type LinkedFacts = {
  article: JsonObject | null;
  /** Every picture that the page describes, the article's own and others. */
  pictures: JsonObject[];
  types: Set<string>;
  isList: boolean;
  isSearch: boolean;
  /** Named objects by their `@id`, for references to them. */
  byId: Map<string, JsonObject>;
  /** The way to the page through its site, outermost first, by the `BreadcrumbList`. */
  crumbs: Crumb[];
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
  return {
    article: chosen,
    pictures: objects.map(({ object }) => object).filter((object) => typesOf(object).includes('ImageObject')),
    types,
    isList: chosen === null && (several || isList),
    isSearch,
    byId: namedById(objects),
    crumbs: crumbsOf(objects),
  };
}

function crumbsOf(objects: LinkedObject[]): Crumb[] {
  const trail = objects.find(({ object }) => typesOf(object).includes('BreadcrumbList'))?.object;
  return listOf(trail?.itemListElement)
    .filter(isObject)
    .toSorted((a, b) => Number(a.position ?? 0) - Number(b.position ?? 0))
    .flatMap((step) => {
      const name = textOfProperty(step.name) ?? textOfProperty(step.item);
      return name === null ? [] : [{ name, address: addressOfProperty(step.item) }];
    });
}

function namedById(objects: LinkedObject[]): Map<string, JsonObject> {
  const byId = new Map<string, JsonObject>();
  for (const { object } of objects) {
    const id = object['@id'];
    if (typeof id === 'string' && typeof object.name === 'string' && !byId.has(id)) byId.set(id, object);
  }
  return byId;
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
