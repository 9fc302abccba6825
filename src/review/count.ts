/** A number with its noun: `count(1, 'change', 'changes')` gives `1 change`. */
export function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
