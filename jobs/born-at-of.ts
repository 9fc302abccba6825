/** When an article was born: when its page says that it was published, if that was before we first saw it. */
export function bornAtOf(publishedAt: string | null, firstSeenAt: Date): Date {
  const published = new Date(publishedAt ?? Number.NaN);
  const isKnown = published.getTime() > 0 && published < firstSeenAt;
  return isKnown ? published : firstSeenAt;
}
