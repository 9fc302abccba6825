import { describe, expect, it } from 'vitest';
import { takeNotes } from '../../../src/extract/fields/read-notes.ts';
import type { Note } from '../../../src/model/article.ts';
import type { Block } from '../../../src/model/block.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text, spans: [] });
const STORY = paragraph('The ferry stays in the harbour until the wind turns.');

describe('takeNotes', () => {
  const notes: [kind: Note['kind'], text: string][] = [
    ['correction', 'Correction: The ferry carries 40 cars, not 400.'],
    ['correction', 'An earlier version of this article misspelled the captain’s name.'],
    ['correction', 'This article was corrected on 3 May: the ferry is blue.'],
    ['correction', 'Korrektur: Die Fähre fasst 40 Autos.'],
    ['correction', 'In einer früheren Version dieses Textes stand, die Fähre sei rot.'],
    ['correction', 'Une version précédente de cet article donnait un autre nom.'],
    ['correction', 'Fe de errores: el barco es azul.'],
    ['correction', 'Una versión anterior de este artículo decía otra cosa.'],
    ['correction', 'Errata: o navio é azul.'],
    ['correction', 'Rettifica: la nave è blu.'],
    ['correction', 'Rectificatie: de boot is blauw.'],
    ['correction', 'In een eerdere versie van dit artikel stond een andere naam.'],
    ['correction', 'Sprostowanie: prom jest niebieski.'],
    ['correction', 'Rättelse: Färjan är blå.'],
    ['correction', 'I en tidligere versjon av saken sto det at ferja er rød.'],
    ['correction', 'Rettelse: Færgen er blå.'],
    ['correction', 'Исправление: паром синий.'],
    ['correction', 'В предыдущей версии статьи было указано другое имя.'],
    ['correction', 'Виправлення: пором синій.'],
    ['clarification', 'Klarstellung: Die Reederei war nicht beteiligt.'],
    ['clarification', 'Уточнение: речь идёт о другом пароме.'],
    ['clarification', 'Précision: la compagnie a répondu.'],
    ['editor', 'Editor’s note: the author once worked for the ferry company.'],
    ['editor', 'Anmerkung der Redaktion: Der Name wurde geändert.'],
    ['editor', 'От редакции: имя изменено.'],
    ['update', 'Update 2: The ferry sails again.'],
    ['update', 'Aktualisiert: 14.10 Uhr'],
    ['update', 'Оновлено: додано коментар компанії.'],
    ['update', 'This story was updated with a statement.'],
  ];
  for (const [kind, text] of notes)
    it(`${kind}: ${text}`, () =>
      expect(takeNotes([STORY, paragraph(text)])).toEqual({ body: [STORY], notes: [{ kind, text }] }));

  const stories = [
    'Corrections officers walked out on Monday.',
    'Corrected for inflation, the fare rose by a tenth.',
    'NDR reporters found the captain.',
    'Updating the timetable took a month.',
    `Update, 14:10: ${'The captain said that the ferry would sail when the wind turned. '.repeat(5)}`,
    'Précisions is the name of the boat.',
  ];
  for (const text of stories)
    it(`is the story: ${text.slice(0, 50)}`, () => expect(takeNotes([STORY, paragraph(text)]).notes).toEqual([]));
});
