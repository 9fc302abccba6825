/**
 * Runs `work` on each item, at most `width` at a time, and hands the results to `emit` in the order of the items. No
 * more than `width` results are held back, however slow one is. Rejects with the first error of `work`.
 */
export async function runInOrder<In, Out>(
  items: Iterable<In> | AsyncIterable<In>,
  width: number,
  work: (item: In) => Promise<Out>,
  emit: (result: Out) => void,
): Promise<void> {
  const inHand: Promise<Out>[] = [];
  for await (const item of items) {
    const result = work(item);
    result.catch(() => {}); // told when its turn comes
    inHand.push(result);
    if (inHand.length >= width) emit(await (inHand.shift() as Promise<Out>));
  }
  for (const result of inHand) emit(await result);
}
