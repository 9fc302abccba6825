/** How many characters two texts begin with in common, in UTF-16 units. */
export function sharedHead(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one.charCodeAt(head) === other.charCodeAt(head)) head += 1;
  return head;
}

/** How many characters two texts begin and end with in common; no character counts for both. */
export function sharedEnds(one: string, other: string): { head: number; tail: number } {
  const head = sharedHead(one, other);
  const most = Math.min(one.length, other.length) - head;
  let tail = 0;
  while (tail < most && one.charCodeAt(one.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail)) tail += 1;
  return { head, tail };
}
