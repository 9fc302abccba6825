import type { Image } from '../../model/block.ts';
import { textKey } from '../fold-text.ts';

/** Whether a picture shows nothing but who wrote the article: its caption or `alt` is an author's name, `By` before it or not. */
export function isPortrait({ alt, caption }: Image, authors: string[]): boolean {
  const [said, under] = [textKey(alt ?? ''), textKey(caption ?? '')];
  return authors
    .map(textKey)
    .filter((name) => name.length > 4)
    .some((name) => {
      if (under === name || (under === '' && said === name)) return true;
      return under.slice(0, name.length + 6).includes(name) && said === name;
    });
}
