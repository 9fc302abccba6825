import { describe, expect, it } from 'vitest';
import { splitCredit } from '../../../src/extract/body/split-credit.ts';

describe('splitCredit', () => {
  it.each<[caption: string, kept: string | null, credit: string | null]>([
    ['The quay at noon. Photo: Bo Ek', 'The quay at noon.', 'Bo Ek'],
    ['The quay at noon (Photo: Bo Ek/Reuters)', 'The quay at noon', 'Bo Ek/Reuters'],
    ['The quay at noon (Picture: Getty)', 'The quay at noon', 'Getty'],
    ['The quay at noon. Photo: J. P. Holm', 'The quay at noon.', 'J. P. Holm'],
    ['Der Kai am Mittag. Foto: Ida Lund/dpa', 'Der Kai am Mittag.', 'Ida Lund/dpa'],
    ['Der Kai am Mittag Bild: Ida Lund', 'Der Kai am Mittag', 'Ida Lund'],
    ['Der Kai am Mittag. Quelle: imago', 'Der Kai am Mittag.', 'imago'],
    ['Le quai à midi. Crédit photo : Ida Lund', 'Le quai à midi.', 'Ida Lund'],
    ['Nabrzeże w południe. Zdjęcie: Jan Lis / PAP', 'Nabrzeże w południe.', 'Jan Lis / PAP'],
    ['Набережная в полдень. Фото: Вера Ли / ТАСС', 'Набережная в полдень.', 'Вера Ли / ТАСС'],
    ['Bến cảng buổi trưa. Ảnh: An Lê', 'Bến cảng buổi trưa.', 'An Lê'],
    ['The quay at noon © Ida Lund', 'The quay at noon', 'Ida Lund'],
    ['The quay at noon. (AP Photo/Ida Lund)', 'The quay at noon.', 'AP Photo/Ida Lund'],
    ['The quay at noon (Reuters)', 'The quay at noon', 'Reuters'],
    ['The quay at noon | Ida Lund/EPA', 'The quay at noon', 'Ida Lund/EPA'],
    ['The quay at noon. | Ida Lund', 'The quay at noon.', 'Ida Lund'],
    ['The quay at noon. Ida Lund/AFP', 'The quay at noon.', 'Ida Lund/AFP'],
    ['The quay at noon. REUTERS/Ida Lund', 'The quay at noon.', 'REUTERS/Ida Lund'],
    ['The quay at noon. Ida Lund/AFP via Getty Images', 'The quay at noon.', 'Ida Lund/AFP via Getty Images'],
    ['The quay at noon (Courtesy of Ida Lund)', 'The quay at noon', 'Ida Lund'],
    ['Photo: Ida Lund', null, 'Ida Lund'],
    ['Il molo a mezzogiorno (foto Ida Lund)', 'Il molo a mezzogiorno', 'Ida Lund'],
    ['The quay at noon [Ida Lund/The Paper]', 'The quay at noon', 'Ida Lund/The Paper'],
    ['The quay at noon. — White Gull', 'The quay at noon.', 'White Gull'],
    ['正午的碼頭。(何小姐攝)', '正午的碼頭。', '何小姐'],
  ])('%s', (caption, kept, credit) => expect(splitCredit(caption)).toEqual({ caption: kept, credit }));

  it.each([
    'The quay at noon.',
    'A photo of the quay: it is long.',
    'The quay at noon. — It is long',
    'The quay at noon [in the north/south]',
    'Il molo a mezzogiorno (foto dal porto)',
    'The mayor (left) with Ida Lund (right).',
    'Staff of Reuters and AFP leave the building on Monday.',
    'Dr. J. P. Holm (42) on the quay',
    'Credit cards: what they cost',
    'The quay, from the source of the river to the sea',
    'Photo: Ida Lund. The quay at noon, when the ferries from the islands have come in and left again',
  ])('leaves whole: %s', (caption) => expect(splitCredit(caption)).toEqual({ caption, credit: null }));
});
