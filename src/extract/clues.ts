import type { Document } from 'domhandler';
import type { EvidenceSource } from '../model/article.ts';
import type { ExtractRule } from '../model/source.ts';
import type { LinkedFacts } from './evidence/linked-article.ts';
import type { HeadFacts } from './evidence/read-meta-tags.ts';
import type { Trace } from './trace.ts';

/** All that a field's reader may look at: the tree, what the page says of itself, and the source's rule for its date. */
export type Clues = {
  document: Document;
  /** The page's own address. */
  url: string;
  /** What relative links resolve against: `<base href>` where there is one. */
  base: string;
  head: HeadFacts;
  linked: LinkedFacts;
  /** The names by which the paper calls itself, as `nameKey` spells them. */
  newsroom: Set<string>;
  rule: ExtractRule | null;
  timezone: string | null;
  language: string | null;
  /** Where choices are noted, when somebody asks for them. */
  trace: Trace | null;
};

/** A value and why it is believed. */
export type Found<T> = { value: T; from: EvidenceSource; confidence: number };
