/** The name of the claim that whoever visits, reads anew or portrays an article holds meanwhile. */
export function claimOfArticle(articleId: string): string {
  return `article ${articleId}`;
}
