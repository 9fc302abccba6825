/** Waits until `work` has ended, however it ends, or `ms` milliseconds have passed. Gives whether it ended. */
export async function waitAtMost(work: Promise<unknown>, ms: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ms);
  const ended = work.then(
    () => true,
    () => true,
  );
  const isOver = await Promise.race([ended, late.promise]);
  clearTimeout(timer);
  return isOver;
}
