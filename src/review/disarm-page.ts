/** `<link`, `<base`, `<iframe` and `<frame`, in whatever encoding in which letters are ASCII, or in UTF-16. */
const LINK = /<(\0?)(?:l(\0?)i(\0?)n(\0?)k|b(\0?)a(\0?)s(\0?)e)(?=\0?[\s/>])/gi;
const FRAME = /<(\0?)(i\0?)?f(\0?r\0?a\0?m\0?e)(?=\0?[\s/>])/gi;

/**
 * The bytes of a page to be shown, in which no `link` and no frame is left: a browser connects to what `rel=preconnect`
 * and frames name whatever the Content-Security-Policy says. A `link` becomes an `area` without a map, as void and as
 * long, which shows nothing, leads nowhere and asks for nothing; so does a `base`, which the policy forbids to count, and
 * the browser would complain of. A frame becomes an element that nobody knows.
 */
export function disarmPage(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1'); // a letter a byte, there and back
  const disarmed = text.replace(LINK, '<$1a$2$5r$3$6e$4$7a').replace(FRAME, '<$1$2x$3');
  return Buffer.from(disarmed, 'latin1');
}
