/** Scripts that one language among newspapers' uses, and words or letters that tell apart those that share one. */
const SCRIPTS: [script: RegExp, language: string, others: [letters: RegExp, language: string][]][] = [
  [/[\u3040-\u30ff]/g, 'ja', []],
  [/\p{Script=Hangul}/gu, 'ko', []],
  [/\p{Script=Han}/gu, 'zh', []],
  [/\p{Script=Greek}/gu, 'el', []],
  [/\p{Script=Hebrew}/gu, 'he', []],
  [/\p{Script=Thai}/gu, 'th', []],
  [/\p{Script=Georgian}/gu, 'ka', []],
  [/\p{Script=Armenian}/gu, 'hy', []],
  [/\p{Script=Bengali}/gu, 'bn', []],
  [/\p{Script=Tamil}/gu, 'ta', []],
  [/\p{Script=Telugu}/gu, 'te', []],
  [/\p{Script=Gujarati}/gu, 'gu', []],
  [/\p{Script=Malayalam}/gu, 'ml', []],
  [/\p{Script=Kannada}/gu, 'kn', []],
  [/\p{Script=Ethiopic}/gu, 'am', []],
  [
    /\p{Script=Devanagari}/gu,
    'hi',
    [
      [/(?:आहे|आणि|केली|होते)/, 'mr'],
      [/(?:छन्|गरेको|भएको)/, 'ne'],
    ],
  ],
  [
    /\p{Script=Arabic}/gu,
    'ar',
    [
      [/[ٹڈڑںے]/, 'ur'],
      [/[پچژگ]/, 'fa'],
    ],
  ],
  [
    /\p{Script=Cyrillic}/gu,
    'ru',
    [
      [/[ўЎ]/, 'be'],
      [/[їєґЇЄ]/, 'uk'],
      [/[ђћџљњ]/, 'sr'],
      [/[ѓќѕ]/, 'mk'],
      [/[әғқңөұүһ]/, 'kk'],
      [/(?<!\p{L})(?:ще|със|като|беше|която)(?!\p{L})/u, 'bg'],
    ],
  ],
];

/** The commonest small words of the languages in Latin letters: half of a text's words are among them. */
const SMALL_WORDS: Record<string, string> = {
  en: 'the of and to in that is was for on with as by at from it has have',
  de: 'der die und den von zu das mit des auf für ist im nicht ein eine dem sich auch',
  fr: 'de la le et les des en un du une que est pour qui dans par sur au pas',
  es: 'de la que el en y los del se las por un para con una su al es lo',
  it: 'di e il la che in un per è del con della una non sono da si al le i',
  pt: 'de a o que e do da em um para com não uma os no se na por mais dos',
  nl: 'de het een van en in is dat op te zijn voor met niet aan er om ook',
  sv: 'och i att det som en på är av för med till den har inte om ett var',
  no: 'og i det som en på er av for med til å har etter fra jeg var seg',
  da: 'og i det som en på er af for med til at har efter fra blev var der',
  fi: 'ja on ei että se oli hän ovat mutta kun myös sen mukaan joka kuin',
  pl: 'w i na z do się nie że to jest o jak po za od przez dla przy',
  cs: 'a v se na je že s z do o to i k ve pro za by ale jako které',
  sk: 'a v sa na je že s z do o to aj k vo pre za by ale ako ktoré',
  hu: 'a az és hogy nem is egy meg ez de volt már csak szerint el',
  ro: 'de și în a la cu pe care nu din o să un este mai au fost pentru',
  tr: 've bir bu da de için ile olarak olan daha çok gibi kadar sonra ise',
  id: 'yang dan di untuk dengan dari ini itu pada dalam tidak akan oleh juga',
  vi: 'và của là có các được cho không trong một với người đã những này',
  hr: 'i u je se na da za od su s a o kao koji koje ne što ali će',
  lt: 'ir kad yra į iš su tai kaip bet buvo jau apie ar dėl po',
  lv: 'un ir ka no ar par uz bet kas arī lai pēc kā tas tika',
  et: 'ja on et ei see ka oli kui ta mis aga oma ning selle',
  ca: 'de la i el que en a els les per un amb una del és no al són',
  sw: 'ya na wa kwa ni katika za la kuwa cha hiyo huo hilo baada',
  af: 'die van en in is het dat te nie vir met op aan wat sy',
};

const MOST_CHARACTERS = 4_000;
const LEAST_SHARE = 0.12;

/** The language of a text as a tag of BCP 47, by its script, else by its small words; `null` where neither is sure. */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, MOST_CHARACTERS);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 40) return null;
  for (const [script, language, others] of SCRIPTS) {
    // Japanese is told by its syllables, which stand among Chinese characters.
    const share = (sample.match(script)?.length ?? 0) / letters;
    if (share > (language === 'ja' ? 0.3 : 0.5)) return others.find(([marks]) => marks.test(sample))?.[1] ?? language;
  }
  return byWords(sample.toLowerCase().match(/\p{L}+/gu) ?? []);
}

function byWords(words: string[]): string | null {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const scores = Object.entries(SMALL_WORDS)
    .map(([language, small]) => {
      const hits = small.split(' ').reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
      return { language, share: hits / words.length };
    })
    .toSorted((a, b) => b.share - a.share);
  const [best, second] = scores;
  if (best === undefined || best.share < LEAST_SHARE) return null;
  return second !== undefined && second.share > best.share * 0.95 ? null : best.language;
}
