/** A link as an absolute http or https address, resolved against a base; `null` when it is none. */
export function resolveLink(link: string | null | undefined, base: string): string | null {
  const trimmed = link?.trim() ?? '';
  if (trimmed === '') return null;
  const url = URL.parse(trimmed, base);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}
