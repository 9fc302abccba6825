import { describe, expect, it } from 'vitest';
import { datelineOf } from '../../../src/extract/fields/read-dateline.ts';

describe('datelineOf', () => {
  const cases: [text: string, expected: string | null][] = [
    ['MOSCOW, Feb. 11 (Reuters) - The river froze.', 'MOSCOW, Feb. 11 (Reuters)'],
    ['NEW YORK (AP) — The river froze.', 'NEW YORK (AP)'],
    ['Berlin (dpa) - Der Fluss ist zugefroren.', 'Berlin (dpa)'],
    ['Kiel (dpa/lno) Der Fluss ist zugefroren.', 'Kiel (dpa/lno)'],
    ['PARIS, 3 mars - Le fleuve a gelé.', 'PARIS, 3 mars'],
    ['KYJIW – Der Fluss ist zugefroren.', 'KYJIW'],
    ['МОСКВА, 3 марта (ТАСС) — Река замёрзла.', 'МОСКВА, 3 марта (ТАСС)'],
    ['SPRINGFIELD, Ohio – The river froze.', 'SPRINGFIELD, Ohio'],
    ['Köln/Bonn – Der Fluss ist zugefroren.', 'Köln/Bonn'],
    ['Rome, 3 March 2022 — The river froze.', 'Rome, 3 March 2022'],
    ['BOGOTÁ.- El río se congeló.', 'BOGOTÁ'],
    ['NATO – the alliance – said nothing.', null],
    ['BREAKING – The river froze.', null],
    ['Anna Muster (CDU) sagte, der Fluss sei zugefroren.', null],
    ['Anna Muster (67) wohnt am Fluss.', null],
    ['The European Central Bank (ECB) met.', null],
    ['Example.com - The river froze.', null],
    ['The river froze.', null],
    ['', null],
  ];
  for (const [text, expected] of cases) it(text || '(nothing)', () => expect(datelineOf(text)).toBe(expected));

  it('takes a place in ordinary letters only where it is set in bold', () => {
    expect(datelineOf('Potsdam – Der Fluss ist zugefroren.')).toBeNull();
    expect(datelineOf('Potsdam – Der Fluss ist zugefroren.', 'Potsdam –'.length)).toBe('Potsdam');
  });
});
