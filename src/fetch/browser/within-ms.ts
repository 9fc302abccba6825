/** What a promise comes to, or `null` after so many milliseconds; whatever it comes to later is nobody's concern. */
export async function withinMs<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  promise.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
