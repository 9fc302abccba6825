/** The same with each text in it changed, one level deep; what is no text stays. */
export function mapTexts<T extends object>(value: T, change: (text: string) => string): T {
  const entries = Object.entries(value).map(([key, inner]) => [key, typeof inner === 'string' ? change(inner) : inner]);
  return Object.fromEntries(entries) as T;
}
