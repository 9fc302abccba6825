/** A path of this origin, whatever was given: `//elsewhere.example` and the like would lead away. */
export function toOwnPath(next: string): string {
  const base = 'http://stet.invalid';
  if (!URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  return url.origin === base ? `${url.pathname}${url.search}`.replace(/^\/+/, '/') : '/';
}
