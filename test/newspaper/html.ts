/** Text made safe for HTML and XML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A JSON-LD script; with `escapeSlashes` as PHP's encoder writes it. No text can end the script. */
export function jsonLdScript(value: unknown, options: { escapeSlashes: boolean }): string {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  const text = options.escapeSlashes ? json.replaceAll('/', '\\/') : json;
  return `<script type="application/ld+json">${text}</script>`;
}

/** A `<meta>` that Open Graph and its kin use. */
export function metaProperty(property: string, content: string): string {
  return `<meta property="${property}" content="${escapeHtml(content)}">`;
}

/** A `<meta>` by name. */
export function metaName(name: string, content: string): string {
  return `<meta name="${name}" content="${escapeHtml(content)}">`;
}
