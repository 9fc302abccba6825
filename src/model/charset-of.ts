/** The encoding that a Content-Type names (RFC 9110 § 8.3.2), as it is written there; `null` where it names none. */
export function charsetOf(contentType: string | null | undefined): string | null {
  return contentType?.match(/charset\s*=\s*["']?\s*([\w:.-]{2,40})/i)?.[1] ?? null;
}
