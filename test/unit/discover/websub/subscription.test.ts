import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerVerification, type Verification } from '../../../../src/discover/websub/answer-verification.ts';
import { choosePushed } from '../../../../src/discover/websub/choose-pushed.ts';
import { isSigned } from '../../../../src/discover/websub/is-signed.ts';
import { leaseOf, nextFarewellAt, nextRequestAt } from '../../../../src/discover/websub/lease.ts';
import { restAfterPushes } from '../../../../src/revisit/rest-after-pushes.ts';

const NOW = new Date('2026-03-03T09:00:00Z');
const inMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('isSigned', () => {
  const body = new TextEncoder().encode('<feed/>');
  const sign = (method: string, secret = 'secret') => createHmac(method, secret).update(body).digest('hex');
  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('believes %s', (method) => {
    expect(isSigned(body, `${method}=${sign(method)}`, 'secret')).toBe(true);
    expect(isSigned(body, `${method.toUpperCase()}=${sign(method).toUpperCase()}`, 'secret')).toBe(true);
    expect(isSigned(body, `${method}=${sign(method, 'another')}`, 'secret')).toBe(false);
    expect(isSigned(new TextEncoder().encode('<feed />'), `${method}=${sign(method)}`, 'secret')).toBe(false);
  });
  it.each([
    ['none', null],
    ['an empty one', ''],
    ['no hex', 'sha256=xyz'],
    ['half of one', `sha256=${sign('sha256').slice(0, 32)}`],
    ['one with more behind it', `sha256=${sign('sha256')}00`],
    ['one by another method', `sha1=${sign('sha256')}`],
    ['one by a method that is not recognised', `md5=${sign('md5')}`],
    ['one by a name that is no method', 'constructor=00'],
    ['one without a method', sign('sha256')],
  ])('does not believe %s', (_what, header) => {
    expect(isSigned(body, header, 'secret')).toBe(false);
  });
});

describe('answerVerification', () => {
  const topic = 'https://paper.example/feed';
  const asked: Verification = { mode: 'subscribe', topic, challenge: 'c', leaseSeconds: '3600', reason: null };
  const answer = (more: Partial<Verification>, state: Parameters<typeof answerVerification>[1]['state']) =>
    answerVerification({ ...asked, ...more }, { state, topic }, NOW);

  it.each<[string, Partial<Verification>, Parameters<typeof answer>[1], string]>([
    ['what was asked for', {}, 'pending', 'confirmed'],
    ['a renewal', {}, 'active', 'confirmed'],
    ['an end that is wished', { mode: 'unsubscribe' }, 'leaving', 'confirmed'],
    ['an end that is not', { mode: 'unsubscribe' }, 'active', 'refused'],
    ['a beginning where an end is wished', {}, 'leaving', 'refused'],
    ['what has ended', {}, 'ended', 'refused'],
    ['what was denied', {}, 'denied', 'refused'],
    ['another topic', { topic: 'https://paper.example/other' }, 'pending', 'refused'],
    ['no topic', { topic: null }, 'pending', 'refused'],
    ['no challenge', { challenge: null }, 'pending', 'refused'],
    ['an empty challenge', { challenge: '' }, 'pending', 'refused'],
    ['a huge challenge', { challenge: 'x'.repeat(2_000) }, 'pending', 'refused'],
    ['another mode', { mode: 'publish' }, 'pending', 'refused'],
    ['a denial', { mode: 'denied', challenge: null }, 'active', 'denied'],
    ['a denial for another topic', { mode: 'denied', topic: 'x' }, 'active', 'refused'],
  ])('%s', (_what, more, state, kind) => {
    expect(answer(more, state).kind).toBe(kind);
  });

  it('gives the challenge back, and the lease', () => {
    expect(answer({ challenge: '<b>1</b>' }, 'pending')).toEqual({
      ...{ kind: 'confirmed', challenge: '<b>1</b>', state: 'active' },
      ...{ expiresAt: inMinutes(60), renewAt: inMinutes(45) },
    });
    expect(answer({ mode: 'denied', reason: ' no\nmore ' }, 'active')).toEqual({ kind: 'denied', reason: 'no more' });
  });
});

describe('leases', () => {
  it.each([
    ['3600', 60],
    ['1', 5],
    ['0', 5],
    ['-5', 14_400],
    ['99999999999999999999', 43_200],
    [null, 14_400],
    ['soon', 14_400],
  ])('of %s seconds last %i minutes', (lease, minutes) => {
    const { expiresAt, renewAt } = leaseOf(lease, NOW);
    expect(expiresAt).toEqual(inMinutes(minutes));
    expect(renewAt).toEqual(inMinutes(minutes * 0.75));
  });

  it('are asked for again later each time, and left in peace after three farewells', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map((attempts) => nextRequestAt(attempts, NOW))).toEqual(
      [1, 5, 30, 120, 360, 1_440, 1_440, 1_440].map(inMinutes),
    );
    expect([0, 1, 2, 3].map((attempts) => nextFarewellAt(attempts, NOW) === null)).toEqual([false, false, false, true]);
  });
});

describe('restAfterPushes', () => {
  it.each([
    [5, 20],
    [10, 40],
    [20, 60],
    [90, 90],
    [0, 0],
  ])('%i minutes become %i', (minutes, expected) => {
    expect(restAfterPushes(inMinutes(minutes), NOW)).toEqual(inMinutes(expected));
  });
});

describe('choosePushed', () => {
  const dated = { publishedAt: null, updatedAt: '2026-03-03T08:00:00Z' };
  const undated = { publishedAt: '2026-03-03T08:00:00Z', updatedAt: null };
  it('takes what says when it was updated, and what comes in a push of a few', () => {
    expect(choosePushed([dated, undated]).map(({ updatedAt }) => updatedAt)).toEqual([
      '2026-03-03T08:00:00.000Z',
      null,
    ]);
    const whole = [dated, ...Array.from({ length: 9 }, () => undated)];
    expect(choosePushed(whole)).toEqual([{ item: dated, updatedAt: '2026-03-03T08:00:00.000Z' }]);
  });
  it.each(['+275760-09-13T00:00:00Z', '0001-01-01T00:00:00Z', 'yesterday'])(
    'passes %s over as no time',
    (updatedAt) => {
      const wrong = { publishedAt: null, updatedAt };
      expect(choosePushed([wrong])).toEqual([{ item: wrong, updatedAt: null }]);
      expect(choosePushed(Array.from({ length: 6 }, () => wrong))).toEqual([]);
    },
  );
});
