import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { NO_RULES } from './golden-pages.ts';

const URL = 'https://paper.example/2026/board-votes';
const TEXTS = [
  'The harbour board met for six hours on Tuesday, and voted to dredge the northern channel before the winter comes.',
  'Fishermen had asked for it since the spring, when two boats ran aground within a week on the same bank of sand.',
  'The work will cost more than the town takes in mooring fees in a year, and the ministry has promised half of it.',
  'A dredger is to come from Saltmere in September; until then large ships will wait for the tide, as they do now.',
];
const [FIRST, SECOND, THIRD, FOURTH] = TEXTS.map((text) => `<p>${text}</p>`);

function read(body: string): string[] {
  const html = `<!doctype html><html><head><title>Board votes to dredge</title></head><body>${body}</body></html>`;
  const article = extractArticle({ url: URL, finalUrl: URL, html }, NO_RULES);
  return article.body.map((block) => ('text' in block ? (block.text ?? '') : block.type));
}

describe('declarative shadow trees', () => {
  const template = (inside: string, mode = 'open') => `<template shadowrootmode="${mode}">${inside}</template>`;

  it.each<[what: string, body: string]>([
    [
      'a whole article',
      `<x-a>${template(`<article>${TEXTS.map((text) => `<p>${text}</p>`).join('')}</article>`)}</x-a>`,
    ],
    ['of a closed root', `<x-a>${template(`<article>${FIRST}${SECOND}${THIRD}${FOURTH}</article>`, 'closed')}</x-a>`],
    [
      'around what is given to its slots',
      `<x-a>${template(`<article>${FIRST}<slot></slot>${FOURTH}</article>`)}${SECOND}${THIRD}</x-a>`,
    ],
    [
      'with named slots, in their order and not in that of the page',
      `<x-a>${template(`<article>${FIRST}<slot name="b"></slot><slot name="c"></slot>${FOURTH}</article>`)}` +
        `<div slot="c">${THIRD}</div><div slot="b">${SECOND}</div></x-a>`,
    ],
    [
      'with what a slot holds itself where nothing is given',
      `<x-a>${template(`<article>${FIRST}${SECOND}<slot>${THIRD}</slot>${FOURTH}</article>`)} </x-a>`,
    ],
    [
      'inside each other, a slot handed on',
      `<x-a>${template(`<article>${FIRST}<x-b>${template('<div><slot></slot></div>')}<slot></slot></x-b>${FOURTH}</article>`)}${SECOND}${THIRD}</x-a>`,
    ],
    [
      'without what no slot takes',
      `<x-a>${template(`<article>${TEXTS.map((text) => `<p>${text}</p>`).join('')}</article>`)}<p>Never shown to anybody at all.</p></x-a>`,
    ],
  ])('are read as a reader sees them: %s', (_, body) => {
    expect(read(body)).toEqual(TEXTS);
  });

  it('keep what speaks to programs, and leave other templates unread', () => {
    const jsonLd =
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Board votes to dredge the channel"}</script>';
    const body = `<x-a>${template(`<article>${FIRST}${SECOND}${THIRD}${FOURTH}</article>`)}${jsonLd}</x-a><template><p>Unread.</p></template>`;
    const html = `<html><head><title>x</title></head><body>${body}</body></html>`;
    const article = extractArticle({ url: URL, finalUrl: URL, html }, NO_RULES);
    expect(article.headline).toBe('Board votes to dredge the channel');
    expect(article.body).toHaveLength(4);
  });
});
