/** One link of a Link header; relations are in lower case, the address as written. */
export type HeaderLink = { rels: string[]; href: string };

/** `<address>; name=token; name="quoted"`, as RFC 8288 § 3 has it; what follows a comma is the next link. */
const LINK = /<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~-]+\*?(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)/g;
const PARAMETER = /;\s*([^\s=;]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]*)))?/g;

/** The links of a Link header (several headers joined by commas too); what cannot be read is passed over. */
export function parseLinkHeader(header: string): HeaderLink[] {
  return [...header.slice(0, 16_384).matchAll(LINK)].map(([, href = '', parameters = '']) => {
    // Of several `rel` parameters the first counts (RFC 8288 § 3.3).
    const found = [...parameters.matchAll(PARAMETER)].find(([, name]) => name?.toLowerCase() === 'rel');
    const rel = found?.[2] ?? found?.[3] ?? '';
    return { rels: rel.toLowerCase().split(/\s+/), href: href.trim() };
  });
}
