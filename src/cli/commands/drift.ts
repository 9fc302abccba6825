import type { Command } from 'commander';
import { type DriftSummary, decideDrift, listDrifts } from '../../../storage/drifts.ts';
import { driftJson } from '../../review/json-shapes.ts';
import { type Context, requireConfig, withDatabase } from '../context.ts';
import { findOneDrift, requireKnownSource } from '../find-one.ts';
import { paint, printJson, printTable, showTime } from '../terminal.ts';

/** `stet drift [list | accept DRIFT | reject DRIFT]`: changes in quarantine, because many articles changed alike. */
export function addDriftCommand(program: Command, context: Context): void {
  const drift = program
    .command('drift')
    .description('changes in quarantine: many articles of a source changed at once in the same way');
  drift
    .command('list', { isDefault: true })
    .description('what is in quarantine, and what was decided')
    .option('--source <id>', 'of this source only')
    .option('--json', 'one JSON object a line, for programs')
    .action(({ source, json }) => list(context, source, json === true));
  drift
    .command('accept')
    .description('these are edits: show them, and deliver what was held back')
    .argument('<drift>', 'its id, or a part of it from the start')
    .action((reference: string) => decide(context, reference, 'accepted'));
  drift
    .command('reject')
    .description("this is the template's doing, or stet's own: keep it as noise")
    .argument('<drift>', 'its id, or a part of it from the start')
    .action((reference: string) => decide(context, reference, 'rejected'));
}

async function list(context: Context, sourceId: string | undefined, asJson: boolean): Promise<void> {
  const { terminal } = context;
  const { sources } = requireConfig(context.environment);
  const drifts = await withDatabase(context, async ({ db }) => {
    await requireKnownSource(db, sourceId, sources);
    return await listDrifts(db, { sourceId });
  });
  if (asJson) return drifts.forEach((drift) => void printJson(terminal, driftJson(drift)));
  if (drifts.length === 0) return terminal.say('Nothing is in quarantine.');
  const columns = [
    { title: 'ID' },
    { title: 'SEEN' },
    { title: 'SOURCE' },
    { title: 'STATUS' },
    { title: 'ARTICLES', align: 'right' as const },
    { title: 'CHANGES' },
  ];
  printTable(
    terminal,
    columns,
    drifts.map((drift) => rowOf(drift)),
  );
  const isOpen = drifts.some((drift) => drift.status === 'open');
  if (isOpen)
    terminal.say(paint(terminal, 'dim', 'Look at some, then: stet drift accept ID, or stet drift reject ID.'));
}

function rowOf({ id, detected_at, source_id, status, articles, examples }: DriftSummary): string[] {
  const shown = examples.map((change) => change.slice(0, 8)).join(' ');
  return [id.slice(0, 8), showTime(detected_at), source_id, status, String(articles), shown];
}

async function decide(context: Context, reference: string, decision: 'accepted' | 'rejected'): Promise<void> {
  await withDatabase(context, async ({ db }) => {
    const drift = await findOneDrift(db, reference);
    const changes = await decideDrift(db, drift.id, decision, new Date());
    const what = decision === 'accepted' ? 'shown as edits, and delivered' : 'kept as noise';
    context.terminal.say(`${changes} changes of ${drift.source_id} are ${what}.`);
  });
}
