import { describe, expect, it } from 'vitest';
import { covers, lesserScope, SCOPES } from '../../../src/model/scope.ts';

describe('a scope', () => {
  it.each(SCOPES.flatMap((one, i) => SCOPES.map((other, j) => [one, other, i >= j] as const)))(
    '%s covers %s: %s',
    (one, other, does) => {
      expect(covers(one, other)).toBe(does);
      expect(lesserScope(one, other)).toBe(does ? other : one);
      expect(lesserScope(other, one)).toBe(does ? other : one);
    },
  );
});
