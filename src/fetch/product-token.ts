/** `stet` of `stet/1.0 (+https://…)`, of `stet (+https://…)` and of `Mozilla/5.0 (compatible; stet/1.0; +https://…)` (RFC 9309 § 2.2.1). */
export function productToken(userAgent: string): string {
  const own = /\(compatible; *([^/;)]+)/i.exec(userAgent)?.[1] ?? userAgent;
  return (own.split(/[/(]/)[0] ?? '').trim();
}
