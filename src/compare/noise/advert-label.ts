/** "Sponsored" is not among them: that an article was paid for is news. */
const LABELS = new Set([
  ...'advertisement advertisements advertising advert ad ads anzeige werbung publicité annonce publicidad anuncio'.split(
    ' ',
  ),
  ...'pubblicità publicidade advertentie reclame reklama reklam реклама annons mainos reklame 広告 广告 廣告 광고 إعلان'.split(
    ' ',
  ),
  ...[
    'โฆษณา',
    'skip advertisement',
    'advertisement - scroll to continue',
    'scroll to continue',
    'scroll down to continue',
  ],
  ...['continue reading below', 'story continues below', 'article continues below', 'la suite après la publicité'],
]);
const CONTINUES =
  /^(?:(?:the )?(?:story|article) continues|continue reading) (?:after|below)(?: (?:this|the))? (?:advertisement|ad|advert|promotion)$/;

/** Whether a line (folded, in lower case) labels an advert, and no more. */
export function isAdvertLabel(line: string): boolean {
  const label = line.replace(/^[\s\-[(]+|[\s\-\])]+$/g, '');
  return LABELS.has(label) || CONTINUES.test(label);
}
