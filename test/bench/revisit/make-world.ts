import { seedRandom } from '../../../src/model/seed-random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An article of the simulated world: when it is born, how old it is when first seen, and its ages at its edits. */
export type SimulatedArticle = { source: number; bornAt: number; firstSeen: number; edits: number[] };

export type WorldOptions = {
  seed: number;
  sources?: number;
  /** For so many days, articles are published. */
  days?: number;
  /** `alike`: articles do not differ. `bound`: all edits of an article come around one of the three ages. */
  kind?: 'plain' | 'alike' | 'bound';
};

/** Around these ages, in these shares, edits come: log-normal, one e-fold wide. */
const AGES = [
  { median: 25 * MINUTE, weight: 8 },
  { median: 4.5 * HOUR, weight: 7 },
  { median: 44 * HOUR, weight: 5 },
];
const EDITED = 0.35;
const MEAN_EDITS = 1.9;

/**
 * A world of newspapers: articles arrive by Poisson's law; 35 % are ever edited (beta over sources); of those 85 % are
 * light, 10.5 % busy and 4.5 % live (more than nine edits), 1.9 edits each on average; ages of edits are log-normal
 * around 25 minutes, 4.5 hours and 44 hours, mixed differently in each source. Sorted by when they are first seen.
 */
export function makeWorld({ seed, sources = 30, days = 30, kind = 'plain' }: WorldOptions): SimulatedArticle[] {
  const dice = openDice(seed);
  const articles: SimulatedArticle[] = [];
  for (let source = 0; source < sources; source += 1) {
    const share = kind === 'alike' ? EDITED : dice.beta(2.1, 3.9);
    const weights = AGES.map(({ weight }) => (kind === 'alike' ? weight : dice.gamma(weight)));
    const perDay = 12.5 * Math.exp(0.7 * dice.normal());
    for (let at = dice.gap(perDay); at < days; at += dice.gap(perDay)) {
      const edits = dice.editAges(countEdits(dice, share, kind), weights, kind === 'bound');
      articles.push({ source, bornAt: at * DAY, firstSeen: dice.uniform() * 10 * MINUTE, edits });
    }
  }
  return articles.sort((a, b) => a.bornAt + a.firstSeen - b.bornAt - b.firstSeen);
}

function countEdits(dice: Dice, share: number, kind: WorldOptions['kind']): number {
  if (kind === 'alike') return dice.poisson(EDITED * MEAN_EDITS);
  if (dice.uniform() >= share) return 0;
  const sort = dice.uniform();
  if (sort < 0.85) return 1 + dice.poisson(0.05);
  return sort < 0.955 ? 2 + dice.poisson(1.2) : 10 + dice.poisson(5);
}

type Dice = ReturnType<typeof openDice>;

function openDice(seed: number) {
  const uniform = seedRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const gap = (rate: number) => -Math.log(1 - uniform()) / rate;
  /** Marsaglia and Tsang 2000, for shapes of at least 1. */
  const gamma = (shape: number): number => {
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const beta = (a: number, b: number) => {
    const x = gamma(a);
    return x / (x + gamma(b));
  };
  const poisson = (mean: number) => {
    let count = 0;
    for (let sum = gap(1); sum < mean; sum += gap(1)) count += 1;
    return count;
  };
  const pickAge = (weights: number[]): number => {
    let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0);
    const index = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return AGES[index === -1 ? AGES.length - 1 : index]?.median ?? 0;
  };
  const editAges = (count: number, weights: number[], isBound: boolean): number[] => {
    const bound = pickAge(weights);
    const ages = Array.from({ length: count }, () => (isBound ? bound : pickAge(weights)) * Math.exp(normal()));
    return ages.sort((a, b) => a - b);
  };
  return { uniform, normal, gap, gamma, beta, poisson, editAges };
}
