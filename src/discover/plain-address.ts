/** Segments of a path that only say in which form a page is shown; the second list counts at its end alone. */
const AMP_SEGMENT = /^amp$/i;
const PRINT_SEGMENTS = new Set(['print', 'printable', 'printview', 'drucken', 'imprimir', 'imprimer', 'stampa']);

/** Parameters that say the same by their name. `page=1` is the first page, which is the article's own address. */
const VARIANT_NAMES = new Set(['amp', '_amp', 'ampmode', 'print', 'printview', 'printable', 'printpagedarticle']);
/** Parameters whose value says it: `outputType=amp`, `view=print`. */
const MODE_NAMES = new Set(['outputtype', 'output', 'view', 'mode', 'format', 'type', 'action', 'do', 'pagewanted']);
const MODES = new Set(['amp', 'print', 'printer', 'printable', 'printview']);
const PAGE_NAMES = new Set(['page', 'seite', 'pagina']);
const DENIALS = new Set(['0', 'false', 'no']);

/**
 * The plain address of an article whose AMP or print variant is at `url`, as far as addresses tell: `/amp/`, `amp.`
 * before the host, `.amp.html`, `?outputType=amp`, `/print/`, `?print=1`, `?view=print`, `?page=1`, and the caches of
 * Google that hold AMP pages of others. `null` for an address that is plain already.
 */
export function plainAddress(url: URL): URL | null {
  const plain = new URL(uncached(url)?.href ?? url.href);
  plain.hostname = plain.hostname.replace(/^amp\.(?=[^.]+\.)/, '');
  plain.pathname = plainPath(plain.pathname);
  plain.search = plainSearch(plain.search);
  if (plain.href === url.href || (plain.pathname === '/' && plain.search === '')) return null;
  return plainAddress(plain) ?? plain; // a print page of an AMP page
}

/** Whether the bytes of a page say that it is an AMP page: `<html amp>` or `<html ⚡>` (AMP HTML, required markup). */
export function isAmpPage(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 2_048));
  return /<html\s(?:[^>]*\s)?(?:amp|⚡|⚡️)(?:\s|=|>)/iu.test(head);
}

/** `https://example-org.cdn.ampproject.org/c/s/example.org/a` and `https://www.google.com/amp/s/example.org/a`. */
function uncached(url: URL): URL | null {
  const isCache = url.hostname.endsWith('.cdn.ampproject.org');
  const isViewer = /^(?:www\.)?google\.[a-z.]{2,6}$/.test(url.hostname);
  const pattern = isCache ? /^\/(?:c|v|wp)\/(s\/)?([^/]+\.[^/]+\/.*)$/ : /^\/amp\/(s\/)?([^/]+\.[^/]+\/.*)$/;
  const found = isCache || isViewer ? pattern.exec(url.pathname) : null;
  if (found === null) return null;
  return URL.parse(`${found[1] === undefined ? 'http' : 'https'}://${found[2]}${url.search}`);
}

function plainPath(path: string): string {
  const segments = path.split('/');
  const last = segments.findLastIndex((segment) => segment !== '');
  const kept = segments.filter((segment, place) => {
    if (AMP_SEGMENT.test(segment)) return false;
    const isAtEnd = place === last || (place === 1 && segment.toLowerCase() === 'print');
    return !(isAtEnd && PRINT_SEGMENTS.has(segment.toLowerCase()));
  });
  return kept.join('/').replace(/\.amp(\.s?html?)?$/i, '$1');
}

/** Parameters are dropped one by one: URLSearchParams would rewrite those that stay. */
function plainSearch(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !saysVariant(parameter));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function saysVariant(parameter: string): boolean {
  const [name = '', value = ''] = parameter.toLowerCase().split('=');
  if (VARIANT_NAMES.has(name)) return !DENIALS.has(value);
  if (PAGE_NAMES.has(name)) return value === '1';
  return MODE_NAMES.has(name) && MODES.has(value);
}
