import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examine } from '../doctor/examine.ts';
import { paint, printJson } from '../terminal.ts';

const MARKS = { ok: ['green', '✓'], note: ['yellow', '!'], wrong: ['red', '✗'] } as const;

/** `stet doctor`: what stet finds on this machine, each with what to do. */
export function addDoctorCommand(program: Command, context: Context): void {
  const { terminal } = context;
  program
    .command('doctor')
    .description('examines what stet needs: versions, configuration, ports, database, queue, browser, disk, clock')
    .option('--json', 'one JSON object a line, for programs')
    .action(async ({ json }) => {
      const findings = await examine(context.environment);
      for (const finding of findings) {
        if (json) {
          printJson(terminal, finding);
          continue;
        }
        const [color, mark] = MARKS[finding.verdict];
        terminal.print(
          `${paint(terminal, color, mark)} ${paint(terminal, 'bold', finding.part.padEnd(14))} ${finding.found}`,
        );
        if (finding.advice !== null) terminal.print(`  ${''.padEnd(14)} → ${finding.advice}`);
      }
      if (findings.some((finding) => finding.verdict === 'wrong')) process.exitCode = 1;
    });
}
