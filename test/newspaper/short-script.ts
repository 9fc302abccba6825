import type { PaperId } from './papers.ts';
import { type Answer, type Edit, makeScript, type Script, type Step } from './script.ts';
import { STORIES } from './stories/catalog.ts';

export type ShortScriptOptions = {
  /** The script's minute 0. */
  startsAt: Date;
  /** How long the slow page takes. */
  slowMs?: number;
  /** What the 429 asks for: in real time, while the host with all its papers is left alone. */
  retryAfterSeconds?: number;
  /** Whether one page begins and never ends for some minutes; whoever visits it waits until its own deadline. */
  hasEndlessPage?: boolean;
};

/** Length of the short script in minutes of its clock: at the end every answer but two is as usual again. */
export const SHORT_SCRIPT_MINUTES = 90;

const HOUR = 60;
const DAY = 24 * HOUR;

/** When each story is published. The earlier ones make the back catalogue; some of it has left the feeds. */
const PUBLICATIONS: Record<number, number> = {
  76301: -25 * DAY,
  76302: -16 * DAY,
  76303: -5 * DAY,
  76304: -3 * DAY,
  76305: -30 * HOUR,
  76306: -22 * HOUR,
  76307: -15 * HOUR,
  76309: -10 * HOUR,
  76308: -2 * HOUR,
  76399: -50,
  76310: 5,
  76311: 12,
  76312: 25,
  76313: 40,
  76314: 60,
  501: -12 * DAY,
  502: -9 * DAY,
  503: -6 * DAY,
  504: -4 * DAY,
  505: -40 * HOUR,
  506: -28 * HOUR,
  507: -8 * HOUR,
  508: 8,
  509: 30,
  510: 55,
  4711: -4 * DAY,
  4712: -60 * HOUR,
  4713: -26 * HOUR,
  4714: -20 * HOUR,
  4715: -10 * HOUR,
  4716: -90,
  4717: 15,
  4718: 45,
  21: -3 * DAY,
  22: -50 * HOUR,
  23: -30 * HOUR,
  24: -21 * HOUR,
  25: -12 * HOUR,
  26: -100,
  27: 20,
  28: 50,
};

function edit(at: number, story: number, change: Edit): Step {
  return { at, story, do: 'edit', edit: change };
}

function answer(at: number, story: number, given: Answer, minutes?: number): Step {
  return { at, story, do: 'answer', answer: given, ...(minutes === undefined ? {} : { minutes }) };
}

function feed(at: number, paper: PaperId, trouble: 'broken' | 'empty' | 'failing', minutes: number): Step {
  return { at, paper, do: 'feed', feed: trouble, minutes };
}

/** What editors do to the texts. */
const EDITS: Step[] = [
  edit(3, 76309, { kind: 'headline', to: 'Border Road Talks Collapse' }),
  edit(6, 76308, { kind: 'figure', from: 'put 12 workers', to: 'put 21 workers' }),
  edit(8, 507, {
    kind: 'quotation',
    from: '“We will build it, and we will build it this year,”',
    to: '“We will build it, and we will begin this year,”',
  }),
  edit(10, 4716, { kind: 'moved-block', block: 4, to: 0 }),
  edit(11, 76307, {
    kind: 'image',
    to: {
      file: 'student-brandt.png',
      caption: 'Ilka Brandt beside the telescope that she was asked to clean.',
      credit: 'Sanna Oort',
    },
  }),
  edit(13, 506, { kind: 'figure', from: '3.2 million crowns', to: '2.9 million crowns' }),
  edit(13, 506, {
    kind: 'correction-note',
    text: 'Correction: An earlier version of this article gave the cost of the dredging as 3.2 million crowns. It is 2.9 million.',
  }),
  { at: 15, story: 76306, do: 'rename', slug: 'parliament-passes-water-bill' },
  { at: 17, story: 25, do: 'rename', slug: 'almiran-abre-su-puente' },
  edit(17, 25, { kind: 'headline', to: 'Almirán abre al fin su puente peatonal' }),
  edit(38, 23, { kind: 'figure', from: '640 листов', to: '680 листов' }),
  edit(40, 4715, { kind: 'figure', from: 'sieben Windrädern', to: 'sechs Windrädern' }),
  { at: 42, story: 507, do: 'touch' },
  { at: 43, story: 76308, do: 'touch' },
  edit(48, 76310, { kind: 'headline', to: 'Storm Closes Port of Saltmere; 14 Rescued at Sea' }),
  edit(48, 76310, { kind: 'figure', from: 'took 4 people', to: 'took 14 people' }),
  edit(50, 76301, { kind: 'figure', from: '90,000 times', to: '60,000 times' }),
  edit(52, 4717, { kind: 'dek', to: 'Swantje Brill leitete zuvor die Kartensammlung des Landesarchivs.' }),
  edit(54, 76311, {
    kind: 'addition',
    after: 3,
    text: 'The lottery said in the evening that it would publish all its salaries every year from now on.',
  }),
  edit(56, 508, { kind: 'deletion', block: 5 }),
  edit(58, 76309, { kind: 'headline', to: 'Talks on Border Road End Without Agreement' }),
  edit(61, 502, { kind: 'name', from: 'the Brennick family', to: 'the Brannock family' }),
  edit(63, 502, { kind: 'name', from: 'the Brannock family', to: 'the Brennick family' }),
  edit(62, 76309, {
    kind: 'link',
    from: '[told his hosts](https://courier.example/tern)',
    to: '[told his hosts](https://courier.example/tern-pass-full-text)',
  }),
  edit(64, 76314, { kind: 'strength', from: 'could begin before Easter', to: 'will begin before Easter' }),
  edit(66, 76309, { kind: 'strength', from: 'Kestria will reopen', to: 'Kestria may reopen' }),
  edit(68, 28, { kind: 'figure', from: '9 тисяч саджанців двох', to: '19 тисяч саджанців двох' }),
  edit(70, 22, { kind: 'event-date', from: 'le 2 avril', to: 'le 9 avril' }),
  edit(74, 26, { kind: 'figure', from: 'subida salarial del 4 %', to: 'subida salarial del 5 %' }),
  edit(78, 76314, { kind: 'attribution', from: 'The government said that', to: 'The government claimed that' }),
  edit(80, 504, { kind: 'figure', from: 'six pilots', to: 'seven pilots' }),
];

/** What becomes of pages and feeds. `endless` is the answer of the page that never ends. */
function makeTroubles(options: ShortScriptOptions): Step[] {
  const { slowMs = 300, retryAfterSeconds = 1, hasEndlessPage = true } = options;
  return [
    feed(18, 'plain-wire', 'broken', 8),
    answer(20, 76305, { kind: 'missing', status: 404 }),
    answer(35, 76305, { kind: 'missing', status: 410 }),
    answer(22, 505, { kind: 'missing', status: 404 }, 15),
    answer(24, 4715, { kind: 'missing', status: 404 }, 20),
    answer(26, 76304, { kind: 'paywall' }, 20),
    answer(28, 76303, { kind: 'throttled', retryAfterSeconds }, 6),
    answer(29, 503, { kind: 'broken', status: 500 }, 8),
    answer(30, 504, { kind: 'paywall' }),
    answer(31, 24, { kind: 'slow', ms: slowMs }, 6),
    ...(hasEndlessPage ? [answer(33, 4714, { kind: 'endless' }, 4)] : []),
    answer(34, 23, { kind: 'mis-encoded' }, 10),
    answer(36, 4713, { kind: 'consent' }, 8),
    answer(40, 76302, { kind: 'redirect', to: 'front' }, 10),
    feed(45, 'capital-times', 'empty', 5),
    feed(47, 'harbour-ledger', 'failing', 5),
    { at: 66, paper: 'harbour-ledger', do: 'answer-all', answer: { kind: 'consent' }, minutes: 4 },
    answer(72, 502, { kind: 'redirect', to: 'section' }, 6),
    answer(75, 501, { kind: 'refused', status: 403 }, 5),
  ];
}

/**
 * The script that the tests run: forty-one stories over ninety minutes, in which everything happens once that a
 * newspaper does to its readers and to those who watch it.
 */
export function makeShortScript(options: ShortScriptOptions): Script {
  return makeScript({
    startsAt: options.startsAt,
    stories: STORIES,
    steps: listShortSteps(options),
    endsAt: SHORT_SCRIPT_MINUTES,
  });
}

/** The steps of the short script, for scripts that go on from it. */
export function listShortSteps(options: ShortScriptOptions): Step[] {
  const publications = STORIES.map((story): Step => {
    const at = PUBLICATIONS[story.id];
    if (at === undefined) throw new Error(`Story ${story.id} is never published: give it a minute in PUBLICATIONS.`);
    return { at, story: story.id, do: 'publish' };
  });
  return [...publications, ...EDITS, ...makeTroubles(options)];
}
