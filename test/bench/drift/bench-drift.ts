import { TEMPLATE_CHANGES, type TemplateChange } from './edit-record.ts';
import { type Scenario, type Simulation, simulateSource } from './simulate-source.ts';

const SIZES = [20, 100, 500];
const EVENTS = [0.1, 0.3, 0.6, 0.9];
/** Of a source's articles, those of one section, of most of them, or all. */
const REACHES = [0.4, 0.7, 1];

const seeds = Number(process.argv[2] ?? 40);
const print = (line: string) => process.stdout.write(`${line}\n`);

function run(scenario: Scenario): Simulation[] {
  return Array.from({ length: seeds }, (_, seed) => simulateSource(scenario, seed + 1));
}

const sum = (all: Simulation[], of: keyof Omit<Simulation, 'isAlarmed'>) =>
  all.reduce((total, one) => total + one[of], 0);

print(`${seeds} fortnights of each; alarms, and how many changes each way`);
for (const articles of SIZES) {
  for (const eventShare of [0, ...EVENTS]) {
    const all = run({ articles, eventShare, template: null });
    const alarms = all.filter(({ isAlarmed }) => isAlarmed).length;
    print(
      `${String(articles).padStart(4)} articles, event ${eventShare * 100} %: ${alarms} false alarms; ` +
        `${sum(all, 'editsQuarantined')} of ${sum(all, 'edits')} edits held back`,
    );
  }
  for (const template of Object.keys(TEMPLATE_CHANGES) as TemplateChange[]) {
    for (const reach of REACHES) {
      const all = run({ articles, eventShare: 0, template, reach });
      const missed = all.filter(({ isAlarmed }) => !isAlarmed).length;
      print(
        `${String(articles).padStart(4)} articles, template ${template} on ${reach * 100} %: ${missed} missed; ` +
          `${sum(all, 'templateShown')} of ${sum(all, 'templateChanges')} of its changes shown, ` +
          `${sum(all, 'editsQuarantined')} of ${sum(all, 'edits')} edits held back`,
      );
    }
  }
}
