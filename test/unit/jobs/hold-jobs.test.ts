import { describe, expect, it } from 'vitest';
import { holdJobs } from '../../../jobs/hold-jobs.ts';

/** A holder on a database that stores or does not, and what it told. */
function openHolder() {
  const store = { isStoring: true };
  const told: boolean[] = [];
  const stopping = new AbortController();
  const holder = holdJobs(async () => store.isStoring, {
    everyMs: 5,
    stopping: stopping.signal,
    tell: (isHeld) => told.push(isHeld),
  });
  return { holder, store, told, stopping };
}

describe('holdJobs', () => {
  it('lets jobs pass, and asks nothing, while none fails', async () => {
    const { holder, store, told } = openHolder();
    store.isStoring = false;
    await holder.pass();
    expect(told).toEqual([]);
  });

  it('says nothing of a job that failed while the database stores', async () => {
    const { holder, told } = openHolder();
    holder.doubt();
    await holder.pass();
    expect(told).toEqual([]);
    expect(holder.isHolding()).toBe(false);
  });

  it('holds jobs up until the database stores again, and tells of it once', async () => {
    const { holder, store, told } = openHolder();
    store.isStoring = false;
    holder.doubt();
    holder.doubt();
    let hasPassed = false;
    const passed = holder.pass().then(() => {
      hasPassed = true;
    });
    await expect.poll(() => told).toEqual([true]);
    expect({ hasPassed, isHolding: holder.isHolding() }).toEqual({ hasPassed: false, isHolding: true });
    store.isStoring = true;
    await passed;
    expect({ told, isHolding: holder.isHolding() }).toEqual({ told: [true, false], isHolding: false });
  });

  it('holds nothing up when the process is told to end', async () => {
    const { holder, store, told, stopping } = openHolder();
    store.isStoring = false;
    holder.doubt();
    await expect.poll(() => told).toEqual([true]);
    stopping.abort();
    await holder.pass();
    expect(told).toEqual([true]);
  });
});
