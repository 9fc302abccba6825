import { describe, expect, it } from 'vitest';
import { paint, printJson, printTable, type Terminal, tameForTerminal } from '../../../src/cli/terminal.ts';

const CLIPBOARD = '\u001b]52;c;ZXZpbA==\u0007';
const HOSTILE = `Mayor${CLIPBOARD} \u001b[2J\u001b[31mresigns\u009b1A\u202egnp.\u2066\u007f\r`;
const HARMLESS = 'Mayor]52;c;ZXZpbA== [2J[31mresigns1Agnp.';

function openTerminal(hasColor: boolean): Terminal & { lines: string[] } {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const print = (line: string) => write(tameForTerminal(line, hasColor));
  return { print, write, say: print, isInteractive: false, hasColor, width: 80, lines };
}

describe('what is printed', () => {
  it('cannot command a terminal, or turn its lines around', () => {
    expect(tameForTerminal(HOSTILE, false)).toBe(HARMLESS);
    expect(tameForTerminal(HOSTILE, true)).toBe(HARMLESS.replace('[31m', '\u001b[31m'));
    expect(tameForTerminal('one\n\ttwo', false)).toBe('one\n\ttwo');
  });

  it('keeps the colours of stet', () => {
    const terminal = openTerminal(true);
    terminal.print(paint(terminal, 'green', 'well') + paint(terminal, 'dim', ' ill'));
    expect(terminal.lines).toEqual(['\u001b[32mwell\u001b[39m\u001b[2m ill\u001b[22m']);
  });

  it('stands in columns that are as wide as what is shown of it', () => {
    const terminal = openTerminal(false);
    printTable(
      terminal,
      [{ title: 'A' }, { title: 'B' }],
      [
        ['x\u001b[\u0007', '1'],
        ['long', '2'],
      ],
    );
    expect(terminal.lines).toEqual(['A     B', 'x[    1', 'long  2']);
  });

  it('is as it is for programs', () => {
    const terminal = openTerminal(false);
    printJson(terminal, { headline: HOSTILE });
    expect(JSON.parse(terminal.lines[0] ?? '')).toEqual({ headline: HOSTILE });
  });
});
