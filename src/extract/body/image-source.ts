import type { Element } from 'domhandler';
import { resolveAddress } from '../address.ts';
import { ancestorsOf, attributeOf, elementsIn } from '../tree.ts';

/** Where pages that load a picture late keep its address; what stands in `src` meanwhile is a stand-in or a small copy. */
const LAZY_SOURCES = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-original-src',
  'data-full-src',
  'data-big-src',
  'data-hi-res-src',
  'data-large-file',
  'data-url',
  'data-img',
  'data-image',
];
const SETS = ['data-srcset', 'data-lazy-srcset', 'srcset'];
const PLACEHOLDER =
  /^data:|(?:placeholder|blank|spacer|transparent|pixel|1x1|lazyload|loading|grey|empty|fallback|dummy|default[-_]image|no[-_]?image)[^/]*\.(?:gif|png|svg|jpe?g|webp)/i;
/** What a lazy attribute holds where it is not a picture: a page, a script's state. */
const NOT_AN_IMAGE = /[\s{}<>]|\.(?:html?|php|js|json|css|mp4|m3u8)(?:$|[?#])/i;

/** Whether an address is a stand-in for a picture that is loaded later. */
export function isPlaceholder(address: string): boolean {
  return PLACEHOLDER.test(address);
}

/** The address of the picture that a reader sees: not the stand-in of a page that loads it late. */
export function imageSource(img: Element, base: string): string | null {
  const src = attributeOf(img, 'src');
  const lazy = LAZY_SOURCES.map((name) => attributeOf(img, name)).find(
    (value) => value !== null && !isPlaceholder(value) && !NOT_AN_IMAGE.test(value),
  );
  if (lazy !== undefined && lazy !== null) return resolveAddress(lazy, base);
  if (src !== null && !isPlaceholder(src)) return resolveAddress(src, base);
  for (const one of [img, ...pictureSources(img)])
    for (const name of SETS) {
      const largest = largestOf(attributeOf(one, name));
      if (largest !== null) return resolveAddress(largest, base);
    }
  return null;
}

function pictureSources(img: Element): Element[] {
  for (const holder of ancestorsOf(img)) {
    if (holder.name === 'picture') return elementsIn(holder).filter(({ name }) => name === 'source');
    if (holder.name === 'figure') return [];
  }
  return [];
}

/** The largest picture of a `srcset` (HTML standard, § 4.8.4.2.1), read loosely. */
function largestOf(srcset: string | null): string | null {
  const candidates = (srcset ?? '').split(/,\s+|,(?=https?:|\/)/).map((candidate) => {
    const [url, descriptor] = candidate.trim().split(/\s+/);
    return { url: url ?? '', size: Number.parseFloat(descriptor ?? '1') || 1 };
  });
  const usable = candidates.filter(({ url }) => url !== '' && !isPlaceholder(url));
  return usable.toSorted((a, b) => b.size - a.size)[0]?.url ?? null;
}
