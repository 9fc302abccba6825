/** `<link`, `<iframe` and `<frame`, in whatever encoding in which letters are ASCII, or in UTF-16. */
const LINK = /<(\0?)l(\0?)i(\0?)n(\0?)k(?=\0?[\s/>])/gi;
const FRAME = /<(\0?)(i\0?)?f(\0?r\0?a\0?m\0?e)(?=\0?[\s/>])/gi;

/**
 * The bytes of a page to be shown, in which no `link` and no frame is left: a browser connects to what `rel=preconnect`
 * and frames name whatever the Content-Security-Policy says. A `link` becomes a `base`, as void and as long, which the
 * policy forbids to count; a frame an element that nobody knows.
 */
export function disarmPage(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1'); // a letter a byte, there and back
  const disarmed = text.replace(LINK, '<$1b$2a$3s$4e').replace(FRAME, '<$1$2x$3');
  return Buffer.from(disarmed, 'latin1');
}
