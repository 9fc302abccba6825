import { type Sentence, splitSentences } from './split-sentences.ts';

/** How the texts of one comparison are read: in which language, and each cut into its sentences once. */
export type Reading = { language: string | null; sentencesOf: (text: string) => Sentence[] };

/** The reading of a comparison, which lasts as long as it does. */
export function startReading(language: string | null): Reading {
  const known = new Map<string, Sentence[]>();
  return {
    language,
    sentencesOf: (text) => {
      const sentences = known.get(text) ?? splitSentences(text);
      known.set(text, sentences);
      return sentences;
    },
  };
}
