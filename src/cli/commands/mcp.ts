import { once } from 'node:events';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Command } from 'commander';
import { type Context, requireConfig, withDatabase } from '../context.ts';
import { buildMcpServer } from '../mcp/build-mcp-server.ts';
import { waitForSignal } from '../wait-for-signal.ts';

/** `stet mcp`: what is kept, for a language model, over standard input and output. */
export function addMcpCommand(program: Command, context: Context): void {
  program
    .command('mcp')
    .description('serve what is kept to a language model, by the Model Context Protocol on standard input and output')
    .action(async () => {
      const config = requireConfig(context.environment);
      await withDatabase(context, async ({ db }) => {
        const serving = serveStdio(() => buildMcpServer({ db, config }), {
          onerror: (error) => context.terminal.say(error.message),
        });
        await Promise.race([once(process.stdin, 'close'), waitForSignal()]);
        await serving.close();
      });
    });
}
