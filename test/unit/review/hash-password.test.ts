import { describe, expect, it } from 'vitest';
import { hashPassword, isPasswordOf } from '../../../src/review/access/hash-password.ts';
import { findPasswordFault } from '../../../src/review/access/password-rules.ts';

const LITTLE = { ln: 4, r: 8, p: 1 };

describe('a password', () => {
  it('is known again by its hash, which says its own work, and another one is not', async () => {
    const hash = await hashPassword('correct horse battery', LITTLE);
    expect(hash).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await isPasswordOf('correct horse battery', hash)).toBe(true);
    for (const other of ['correct horse batterz', '', 'CORRECT HORSE BATTERY', ' correct horse battery']) {
      expect(await isPasswordOf(other, hash), other).toBe(false);
    }
  });

  it('is the same whichever way its letters were typed', async () => {
    expect(await isPasswordOf('Ge\u0301ne\u0301ral de Gaulle', await hashPassword('Général de Gaulle', LITTLE))).toBe(
      true,
    );
  });

  it('has another hash each time', async () => {
    expect(await hashPassword('the same', LITTLE)).not.toBe(await hashPassword('the same', LITTLE));
  });

  it("is hashed with the work of OWASP's table where nothing else is said", async () => {
    expect(await hashPassword('x')).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  });

  it.each([
    null,
    '',
    'plain text',
    '$scrypt$ln=40,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAA',
    '$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA',
  ])('is never that of %j', async (stored) => {
    expect(await isPasswordOf(stored ?? '', stored)).toBe(false);
  });

  it('takes as long to refuse for nobody as for somebody', async () => {
    const hash = await hashPassword('correct horse battery');
    const timeOf = async (stored: string | null) => {
      const times: number[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        const before = process.cpuUsage();
        await isPasswordOf('wrong', stored);
        const { user, system } = process.cpuUsage(before);
        times.push(user + system);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await timeOf(hash), await timeOf(null)];
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });
});

describe('what can be a password', () => {
  it.each([
    ['short', false],
    ['aaaaaaaaaaaaaaaa', false],
    ['annaannaanna1', false],
    ['x'.repeat(257), false],
    ['correct horse battery', true],
    ['пароль из слов', true],
    ['四字熟語四字熟語一二三四', true],
  ])('%s: %s', (password, isFit) => {
    expect(findPasswordFault(password, 'anna') === null).toBe(isFit);
  });
});
