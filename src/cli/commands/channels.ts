import type { Command } from 'commander';
import { deliverChange } from '../../../jobs/deliver-change.ts';
import { listChannels } from '../../../jobs/list-channels.ts';
import { openStet } from '../../../jobs/open-stet.ts';
import { addTestDelivery } from '../../../storage/deliveries.ts';
import { listChannelStates } from '../../../storage/delivery-lists.ts';
import { systemClock } from '../../model/clock.ts';
import { StetError } from '../../model/stet-error.ts';
import { channelJson } from '../../review/delivery-json.ts';
import { type Context, requireConfig, withDatabase } from '../context.ts';
import { openLog } from '../program-log.ts';
import { printJson, printTable, showTime } from '../terminal.ts';

/** `stet channels [list | test CHANNEL]`: how the channels stand, and whether one works. */
export function addChannelsCommand(program: Command, context: Context): void {
  const channels = program.command('channels').description('where changes are announced, and whether that works');
  channels
    .command('list', { isDefault: true })
    .description('the channels of stet.yaml, and how each stands')
    .option('--json', 'one JSON object a line, for programs')
    .action(({ json }) => list(context, json === true));
  channels
    .command('test')
    .description('send a test message')
    .argument('<channel>', 'its name in stet.yaml')
    .action((name: string) => test(context, name));
}

async function list(context: Context, asJson: boolean): Promise<void> {
  const { terminal } = context;
  const channels = listChannels(requireConfig(context.environment).settings);
  const states = await withDatabase(context, ({ db }) => listChannelStates(db, channels));
  const shown = channels.map((channel) => channelJson(channel, states));
  if (asJson) return shown.forEach((channel) => void printJson(terminal, channel));
  if (shown.length === 0) return terminal.say('There are no channels: write some into channels of stet.yaml.');
  const columns = [
    { title: 'CHANNEL' },
    { title: 'KIND' },
    { title: 'WAITING', align: 'right' as const },
    { title: 'FAILED', align: 'right' as const },
    { title: 'LAST DELIVERED' },
    { title: 'TROUBLE' },
  ];
  printTable(
    terminal,
    columns,
    shown.map((channel) => rowOf(channel)),
  );
}

function rowOf({
  name,
  kind,
  pending,
  failed,
  lastDeliveredAt,
  lastFailure,
  disabled,
}: ReturnType<typeof channelJson>) {
  const last = lastDeliveredAt === null ? '' : showTime(new Date(lastDeliveredAt));
  const trouble = disabled === null ? (lastFailure?.reason ?? '') : `disabled: ${disabled.reason}`;
  return [name, kind, String(pending), String(failed), last, trouble];
}

/** Sent here and now, beside a running daemon or without one; what comes of it is kept among the deliveries. */
async function test(context: Context, name: string): Promise<void> {
  const { environment, terminal } = context;
  const config = requireConfig(environment);
  const known = Object.keys(config.settings.channels);
  if (!known.includes(name)) {
    throw new StetError(`There is no channel "${name}" in stet.yaml; channels there: ${known.join(', ') || 'none'}.`, {
      exitCode: 2,
    });
  }
  const log = openLog(environment.logLevel === 'info' ? 'warn' : environment.logLevel, terminal.isInteractive);
  const stet = await openStet(environment, config, systemClock, log, { hasBrowser: false });
  try {
    const now = stet.clock.now();
    const deliveryId = await addTestDelivery(stet.database.db, name, now);
    const report = await deliverChange(stet, { deliveryId }, now);
    if (report === null)
      return terminal.say('A running daemon has it in hand: stet channels list tells what came of it.');
    if (report.outcome !== 'delivered')
      throw new StetError(`The channel ${name} does not work. ${report.reason ?? ''}`);
    terminal.say(`The channel ${name} works: a test message was delivered.`);
  } finally {
    await stet.close();
  }
}
