import type { Element } from 'domhandler';
import { isLabelLine } from '../body/furniture-lines.ts';
import type { Clues, Found } from '../clues.ts';
import { textKey } from '../fold-text.ts';
import { hintsOf } from '../names.ts';
import { selectFirst } from '../select-elements.ts';
import { ancestorsOf, elementsIn, findElement, textOf } from '../tree.ts';
import type { HeadlineFacts } from './choose-headline.ts';

const KICKER_NAMES =
  /\b(?:kicker|eyebrow|overline|label|dachzeile|topline|roofline|rubrik|surtitle|surtitre|volanta|cintillo|occhiello|pretitle|pre ?title|super ?title|flag)\b/;

/** The few words over a headline that say what it is: `Opinion`, `News Analysis`. */
export function readKicker(clues: Clues, { element: headline, kicker }: HeadlineFacts): Found<string> | null {
  const ruled = selectFirst(clues.document, clues.rule?.kicker ?? [])
    .map((element) => textOf(element))
    .find((text) => text !== '');
  if (ruled !== undefined) return { value: ruled, from: 'rule', confidence: 1 };
  if (kicker !== null) return { value: kicker, from: 'heuristic', confidence: 0.85 };
  if (headline === null) return null;
  for (const holder of [headline, ...ancestorsOf(headline)].slice(0, 3)) {
    if (holder.name === 'body') break;
    for (const element of elementsIn(holder)) {
      // Before the headline, or anywhere in its header: further down stand the labels of other things.
      if (element === headline && holder.name !== 'header') break;
      const text = KICKER_NAMES.test(hintsOf(element)) ? kickerText(element, headline) : null;
      if (text !== null) return { value: text, from: 'heuristic', confidence: 0.8 };
    }
  }
  return null;
}

function kickerText(element: Element, headline: Element): string | null {
  if (findElement(element, ({ name }) => name === 'img' || name === 'h1') !== null) return null;
  const text = textOf(element);
  return text === '' || text.length > 60 || isLabelLine(text) || textKey(text) === textKey(textOf(headline))
    ? null
    : text;
}
