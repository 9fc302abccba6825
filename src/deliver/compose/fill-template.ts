import type { Alert } from '../../model/alert.ts';
import type { Place } from '../../model/channel.ts';
import { tameText } from '../../model/tame-text.ts';
import { cutText } from './cut-text.ts';

/** A part of what is written: what the template says itself, in the markup of its channel; a text to be escaped; a link. */
export type Piece = { kind: 'markup'; text: string } | { kind: 'text'; text: string } | { kind: 'link'; href: string };

const PLACE = /\{([a-z]+)\}/g;
/** Longer addresses are left out: services refuse them, or the message with them. */
const LONGEST_LINK = 1_000;

/**
 * A template with its places filled; texts are cut to `most` graphemes each. A line all of whose places are empty is
 * left out.
 */
export function fillTemplate(template: string, alert: Alert, most: number): Piece[] {
  const lines = template.split(/\r?\n/).map((line) => fillLine(line, alert, most));
  const shown = lines.filter((line) => line !== null);
  return shown.flatMap((line, index) => (index === 0 ? line : [{ kind: 'markup' as const, text: '\n' }, ...line]));
}

/** `null` for a line that has places and nothing in them. */
function fillLine(line: string, alert: Alert, most: number): Piece[] | null {
  const pieces: Piece[] = [];
  let [end, places, filled] = [0, 0, 0];
  for (const match of line.matchAll(PLACE)) {
    const piece = fillPlace(match[1] as Place, alert, most);
    if (match.index > end) pieces.push({ kind: 'markup', text: line.slice(end, match.index) });
    end = match.index + match[0].length;
    places += 1;
    if (piece === null) continue;
    filled += 1;
    pieces.push(piece);
  }
  if (places > 0 && filled === 0) return null;
  if (end < line.length) pieces.push({ kind: 'markup', text: line.slice(end) });
  return pieces;
}

function fillPlace(place: Place, alert: Alert, most: number): Piece | null {
  if (place === 'url' || place === 'link') return linkTo(alert[place]);
  const text = cutText(tameText(textOf(place, alert)), most);
  return text === '' ? null : { kind: 'text', text };
}

/** A link to an address of the web; `null` for any other, and for one that is too long. */
export function linkTo(address: string): Piece | null {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  // What markup would take for its own; a URL may carry them encoded as well.
  const href = url.href.replace(/[|'()[\]*_~`\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return href.length > LONGEST_LINK ? null : { kind: 'link', href };
}

function textOf(place: Exclude<Place, 'url' | 'link'>, alert: Alert): string {
  switch (place) {
    case 'kinds':
      return [...alert.kinds, ...(alert.silent === '' ? [] : [alert.silent])].join(', ');
    case 'reasons':
      return alert.reasons.join('; ');
    case 'importance':
      return alert.importance.toFixed(2);
    case 'language':
      return alert.language ?? '';
    default:
      return alert[place];
  }
}
