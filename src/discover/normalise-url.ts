import { isSessionParameter, isTrackingParameter } from './tracking-parameters.ts';

/**
 * An address as it is stored and fetched: nothing is taken away but what no server looks at. Scheme and host in lower
 * case, no default port, user or fragment (WHATWG URL), escapes that say the same written alike (RFC 3986 § 6.2.2), no
 * tracking parameters; the other parameters as they were, in their order.
 */
export function cleanUrl(url: URL): URL {
  const clean = new URL(url.href);
  clean.hash = '';
  clean.username = '';
  clean.password = '';
  clean.hostname = clean.hostname.replace(/\.$/, '');
  clean.pathname = unescapeUnreserved(clean.pathname);
  const kept = parametersOf(clean.search).filter((parameter) => !isTrackingParameter(nameOf(parameter)));
  clean.search = kept.length === 0 ? '' : `?${kept.join('&')}`;
  return clean;
}

/**
 * An address as it is compared with others, never fetched: beyond what `cleanUrl` does, no doubled slashes and sessions
 * of readers, parameters sorted by name and without empty ones, broken and missing escapes mended. Two addresses that
 * come to the same are the same page on nearly every site; on the others, `articles.identity` tells them apart.
 */
export function normaliseUrl(url: URL): URL {
  const normal = cleanUrl(url);
  const path = normal.pathname.replace(/;(?:jsessionid|phpsessid)=[^/]*/gi, '').replace(/\/{2,}/g, '/');
  normal.pathname = escapeUnsafe(path);
  const parameters = parametersOf(normal.search)
    .map((parameter) => escapeUnsafe(parameter).replace(/^([^=]*)=$/, '$1'))
    .filter((parameter) => parameter !== '' && !/^=/.test(parameter) && !isSessionParameter(nameOf(parameter)))
    .toSorted((a, b) => compareText(nameOf(a), nameOf(b)));
  normal.search = parameters.length === 0 ? '' : `?${parameters.join('&')}`;
  return normal;
}

/** One by one: URLSearchParams would rewrite them. */
function parametersOf(search: string): string[] {
  return search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '');
}

/** RFC 3986 § 2.3: escapes of unreserved characters say the same as the characters, and hex digits are upper case. */
function unescapeUnreserved(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (code, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    // A decoded dot could turn a segment into “..”, which means something else.
    return /[A-Za-z0-9_~-]/.test(character) ? character : code.toUpperCase();
  });
}

/** RFC 3986 § 2.1 and appendix A: a percent sign that begins no escape, and characters that no address may have. */
function escapeUnsafe(text: string): string {
  return text
    .replace(/%([0-9a-f]{2})?/gi, (code, hex: string | undefined) => (hex === undefined ? '%25' : code.toUpperCase()))
    .replace(/[[\]{}^`|\\"<>]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function nameOf(parameter: string): string {
  const name = parameter.split('=')[0] ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
