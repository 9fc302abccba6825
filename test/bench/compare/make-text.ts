import { seedRandom } from '../../../src/model/seed-random.ts';

const COMMON = 'the a of in to and that on for with said was is by from at it had have not will who after its he'.split(
  ' ',
);
const NAMES = 'Anna Berger,Minsk,Kyiv,President Novak,the Ministry of Finance,Reuters,Maria Silva,Tuesday'.split(',');
const SYLLABLES = 'ba con der el fi gra hol in jo ka lum mer no pro qua res sta tion ul ver wit ex ya zen'.split(' ');

/** Running text of about `count` words, in sentences, with names, figures and quotations as in a newspaper. */
export function makeText(count: number, seed: number): string {
  const random = seedRandom(seed);
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] ?? '';
  const vocabulary = Array.from({ length: 3_000 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(SYLLABLES)).join(''),
  );
  const word = (): string => {
    const chance = random();
    if (chance < 0.42) return pick(COMMON);
    if (chance < 0.46) return pick(NAMES);
    if (chance < 0.48) return String(Math.floor(random() * 5_000));
    if (chance < 0.49) return `“${pick(vocabulary)} ${pick(vocabulary)}”`;
    // Few words make up most of a text (Zipf): the square root would be too even.
    return vocabulary[Math.floor(vocabulary.length * random() ** 3)] ?? '';
  };
  const words: string[] = [];
  while (words.length < count) {
    const sentence = Array.from({ length: 8 + Math.floor(random() * 20) }, word).join(' ');
    words.push(...`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`.split(' '));
  }
  return words.slice(0, count).join(' ');
}

/** The same text with `count` words replaced by others, evenly spread. */
export function editText(text: string, count: number, seed: number): string {
  const words = text.split(' ');
  const others = makeText(count * 2, seed).split(' ');
  for (let edit = 0; edit < count; edit += 1) {
    words[Math.floor(((edit + 0.5) * words.length) / count)] = `${others[edit]}x`;
  }
  return words.join(' ');
}

/** A text as a body of paragraphs of about sixty words. */
export function breakText(text: string, words = 60): string[] {
  const all = text.split(' ');
  return Array.from({ length: Math.ceil(all.length / words) }, (_, at) =>
    all.slice(at * words, (at + 1) * words).join(' '),
  );
}
