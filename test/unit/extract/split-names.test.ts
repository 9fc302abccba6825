import { describe, expect, it } from 'vitest';
import { splitNames } from '../../../src/extract/fields/split-names.ts';

describe('splitNames', () => {
  const cases: [text: string, expected: string[]][] = [
    ['Jane Doe', ['Jane Doe']],
    ['By JANE DOE and John Roe | The Paper', ['JANE DOE', 'John Roe']],
    ['Jane Doe, Political Editor', ['Jane Doe']],
    ['Von Wiebke Muster, NDR', ['Wiebke Muster']],
    ['NDR', ['NDR']],
    ['Jane Doe, John Roe und Ágnes Kis', ['Jane Doe', 'John Roe', 'Ágnes Kis']],
    ['Von Dr. Max Muster 20.10.2025', ['Dr. Max Muster']],
    ['Autorin/Autor Maxi Muster', ['Maxi Muster']],
    ['Par Zoé Dupont et Luc Petit, à Lyon', ['Zoé Dupont', 'Luc Petit']],
    ['Por: Ana Ruiz', ['Ana Ruiz']],
    ['Автор: Анна Петрова', ['Анна Петрова']],
    ['김민수 기자', ['김민수']],
    ['Nora Muster Redakteurin', ['Nora Muster']],
    ['Jane Doe Nov 13, 2019 4:26 pm', ['Jane Doe']],
    ['By TDN, in News, Business · 31 Jan 2025', ['TDN']],
    ['John Roe, Jr., Jane Doe', ['John Roe, Jr', 'Jane Doe']],
    ['José Díaz, JOSE DIAZ', ['José Díaz']],
    ['Datum: 19.11.2021 Autor: Franz Muster', ['Franz Muster']],
    ['Example Verlag GmbH, Berlin', []],
    ['June 7, 2022', []],
    ['https://social.example/paper', []],
    ['someone@paper.example', []],
    ['example.com, Frankfurt, Germany', []],
    ['Published 12 May', []],
    ['By', []],
    ['', []],
  ];
  for (const [text, expected] of cases) it(text || '(nothing)', () => expect(splitNames(text)).toEqual(expected));
});
