import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../src/extract/fields/detect-language.ts';

describe('detectLanguage', () => {
  const cases: [language: string | null, text: string][] = [
    ['en', 'The ferry will stay in the harbour until the wind turns, and it is not known when that will be.'],
    ['de', 'Die Fähre bleibt im Hafen, bis der Wind dreht, und es ist nicht bekannt, wann das sein wird.'],
    ['fr', 'Le bateau reste au port et les passagers attendent dans la gare que le vent tourne, une fois de plus.'],
    ['es', 'El barco se queda en el puerto y los pasajeros esperan a que cambie el viento de la costa por la noche.'],
    ['nl', 'De boot blijft in de haven en het is niet bekend of de wind van richting zal veranderen voor de avond.'],
    ['pl', 'Prom zostaje w porcie i nie wiadomo, kiedy to się zmieni, bo wiatr jest z północy, a nie z południa.'],
    ['sv', 'Färjan ligger kvar i hamnen och det är inte känt när den ska gå till ön med alla som väntar på att resa.'],
    ['ru', 'Паром остаётся в порту, пока не переменится ветер, и неизвестно, когда это будет.'],
    ['uk', 'Пором залишається в порту, доки не зміниться вітер, і невідомо, коли це буде, кажуть її власники.'],
    [
      'ja',
      'フェリーは風が変わるまで港にとどまり、いつ出るかはまだわかっていないと会社は話している。乗客は駅で待っています。',
    ],
    [
      'ko',
      '여객선은 바람이 바뀔 때까지 항구에 머물며 언제 출발할지는 아직 알려지지 않았다고 회사가 밝혔다. 승객들은 역에서 기다린다.',
    ],
    ['el', 'Το πλοίο μένει στο λιμάνι μέχρι να γυρίσει ο άνεμος και δεν είναι γνωστό πότε.'],
    [null, 'Saltmere Brusk Altmoor Kronberg Velden Tarn Oster Lindau Mirfield Halden Norvik Estby'],
    [null, 'Too short.'],
    [null, ''],
  ];
  for (const [language, text] of cases)
    it(`${language}: ${text.slice(0, 40)}`, () => expect(detectLanguage(text)).toBe(language));
});
