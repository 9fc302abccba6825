import type { Element } from 'domhandler';
import type { Article } from '../../model/article.ts';
import { ownText } from '../count-body-words.ts';
import { countWords, foldText } from '../fold-text.ts';
import { textOf } from '../tree.ts';

/** More are not looked at: so many tell what a page is, and a hostile one can have any number. */
const MOST_BOXES = 400;
const MOST_LINES = 400;

/** Words of an article's body: its own, and those that stand in some boxes of the page. */
export function ownWords({ body }: Article, boxes: Element[]): { own: number; boxed: number } {
  const said = boxes.slice(0, MOST_BOXES).map(textOf).join('\n');
  let [own, boxed] = [0, 0];
  for (const line of body.flatMap((block) => ownText(block).split('\n')).slice(0, MOST_LINES)) {
    const words = countWords(line);
    if (said.includes(foldText(line))) boxed += words;
    else own += words;
  }
  return { own, boxed };
}
