import { makeWorld, type SimulatedArticle, type WorldOptions } from './make-world.ts';
import { PEERS, type Peer } from './peers.ts';
import { stetPolicy } from './stet-policy.ts';
import { type Score, watchWorld } from './watch-world.ts';

const SEEDS = (process.env.STET_BENCH_SEEDS ?? '1,2,3,4,5').split(',').map(Number);
const DAYS = Number(process.env.STET_BENCH_DAYS ?? 30);
const BUDGETS = (process.env.STET_BENCH_BUDGETS ?? '8,16,32').split(',').map(Number);
const ALL_KINDS = ['plain', 'bound', 'alike'] as const satisfies WorldOptions['kind'][];
const KINDS = ALL_KINDS.filter((kind) => (process.env.STET_BENCH_WORLDS?.split(',') ?? ALL_KINDS).includes(kind));

const print = (line: string) => process.stdout.write(`${line}\n`);

type Row = { name: string; isAdaptive: boolean; score: Score };

/** A figure of stet's as a multiple of a peer's. */
type Ratio = { figure: string; peer: string; ratio: number };
/** At most so many times the peer's figure: what stet is to reach. */
type Goal = { figure: string; peer: string; atMost: number };

const PLAIN_GOALS: Goal[] = [
  { figure: 'missed', peer: 'diffengine', atMost: 0.5 },
  { figure: 'missed', peer: 'newsdiffs', atMost: 0.4 },
  { figure: 'median', peer: 'the best peer', atMost: 0.5 },
  { figure: '90th percentile', peer: 'the best adaptive peer', atMost: 1.5 },
];
/** Where articles do not differ there is nothing to learn of them, and little to lose by trying. */
const ALIKE_GOALS: Goal[] = ['missed', 'median', '90th percentile'].map((figure) => {
  return { figure, peer: 'the best peer', atMost: 1.3 };
});

for (const kind of KINDS) {
  // Where articles do not differ, or differ otherwise, one budget tells enough.
  for (const budget of kind === 'plain' ? BUDGETS : BUDGETS.filter((each) => each === 16)) report(kind, budget);
}

/** One table: every policy at the same number of visits an article, over all seeds. */
function report(kind: (typeof KINDS)[number], budget: number): void {
  const worlds = SEEDS.map((seed) => makeWorld({ seed, days: DAYS, kind }));
  const own = worlds.map((world) => watchOwn(world, budget));
  const stet: Row = { name: 'stet', isAdaptive: true, score: mean(own) };
  const rows = PEERS.map(({ name, isAdaptive, peer }): Row => {
    // At as many visits as stet took, world by world.
    const scores = worlds.map((world, index) => stretchTo(peer, world, own[index]?.visits ?? budget));
    return { name, isAdaptive, score: mean(scores) };
  });
  const articles = worlds.reduce((sum, world) => sum + world.length, 0);
  print(`\n${kind} world, ${budget} visits an article (${SEEDS.length} seeds, ${articles} articles)`);
  print(`${'policy'.padEnd(16)} visits   missed   median min   90th percentile min`);
  for (const { name, score } of [stet, ...rows]) print(`${name.padEnd(16)} ${show(score)}`);
  for (const line of compare(stet.score, rows, goalsOf(kind, budget))) print(line);
}

/** stet at as many visits as the budget; its plan reaches beyond the horizon of this world, and so takes fewer within it. */
function watchOwn(world: SimulatedArticle[], budget: number): Score {
  let planned = budget;
  let best: Score | null = null;
  for (let round = 0; round < 4; round += 1) {
    const score = watchWorld(world, stetPolicy(planned));
    if (score === null) throw new Error(`stet took far more visits than the ${budget} of its budget.`);
    if (best === null || Math.abs(score.visits - budget) < Math.abs(best.visits - budget)) best = score;
    if (Math.abs(best.visits / budget - 1) < 0.01) break;
    planned *= budget / score.visits;
  }
  if (best === null) throw new Error('unreachable: at least one round was watched');
  return best;
}

function show({ visits, missed, median, p90 }: Score): string {
  const percent = `${(100 * missed).toFixed(1)} %`;
  return `${visits.toFixed(1).padStart(6)} ${percent.padStart(8)} ${median.toFixed(1).padStart(12)} ${p90.toFixed(0).padStart(21)}`;
}

function goalsOf(kind: (typeof KINDS)[number], budget: number): Goal[] {
  if (budget !== 16) return [];
  return { plain: PLAIN_GOALS, alike: ALIKE_GOALS, bound: [] }[kind];
}

/** stet's figures as multiples of its peers', and whether each goal is reached. */
function compare(stet: Score, rows: Row[], goals: Goal[]): string[] {
  return listRatios(stet, rows).map(({ figure, peer, ratio }) => {
    const goal = goals.find((each) => each.figure === figure && each.peer === peer);
    const verdict = goal === undefined ? '' : ` (goal: ${goal.atMost}, ${ratio <= goal.atMost ? '' : 'not '}reached)`;
    return `  ${figure} ${ratio.toFixed(2)}× ${peer}${verdict}`;
  });
}

function listRatios(stet: Score, rows: Row[]): Ratio[] {
  const best = (pick: (score: Score) => number, from = rows) => Math.min(...from.map(({ score }) => pick(score)));
  const missed = (name: string) =>
    best(
      (score) => score.missed,
      rows.filter((row) => row.name === name),
    );
  const adaptive = rows.filter((row) => row.isAdaptive);
  return [
    { figure: 'missed', peer: 'diffengine', ratio: stet.missed / missed('diffengine') },
    { figure: 'missed', peer: 'newsdiffs', ratio: stet.missed / missed('newsdiffs') },
    { figure: 'missed', peer: 'the best peer', ratio: stet.missed / best((score) => score.missed) },
    { figure: 'median', peer: 'the best peer', ratio: stet.median / best((score) => score.median) },
    { figure: '90th percentile', peer: 'the best peer', ratio: stet.p90 / best((score) => score.p90) },
    {
      figure: '90th percentile',
      peer: 'the best adaptive peer',
      ratio: stet.p90 / best((score) => score.p90, adaptive),
    },
  ];
}

/**
 * A peer at as many visits an article, found by bisection. Where all articles are visited at the same ages, their number
 * jumps; then as if so many articles were watched with the stretch above the jump, and the others with the one below.
 */
function stretchTo(peer: Peer, world: SimulatedArticle[], visits: number): Score {
  let [low, high] = [Math.log(0.02), Math.log(1e3)];
  let more: Score | null = null;
  let fewer: Score | null = null;
  for (let round = 0; round < 16; round += 1) {
    const middle = (low + high) / 2;
    const score = watchWorld(world, peer(Math.exp(middle)), 2 * visits);
    if (score !== null && Math.abs(score.visits / visits - 1) < 0.002) return score;
    if (score === null || score.visits > visits) {
      low = middle;
      more = score ?? more;
    } else {
      high = middle;
      fewer = score;
    }
  }
  if (more === null || fewer === null) throw new Error('No stretch of this peer takes as many visits.');
  return mix(more, fewer, (visits - fewer.visits) / (more.visits - fewer.visits));
}

function mix(one: Score, other: Score, share: number): Score {
  const of = (pick: (score: Score) => number) => share * pick(one) + (1 - share) * pick(other);
  return {
    visits: of((score) => score.visits),
    missed: of((score) => score.missed),
    median: of((score) => score.median),
    p90: of((score) => score.p90),
  };
}

function mean(scores: Score[]): Score {
  const of = (pick: (score: Score) => number) => scores.reduce((sum, score) => sum + pick(score), 0) / scores.length;
  return {
    visits: of(({ visits }) => visits),
    missed: of(({ missed }) => missed),
    median: of(({ median }) => median),
    p90: of(({ p90 }) => p90),
  };
}
