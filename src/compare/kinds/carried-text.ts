import type { Finding } from './finding.ts';

/** A text that was deleted at one place and added at another was carried there: one move, not two edits. */
export function joinCarried(findings: Finding[]): Finding[] {
  const textsOf = (kind: Finding['kind']) =>
    new Set(
      findings.flatMap((finding) => (finding.kind === kind && finding.carried !== undefined ? [finding.carried] : [])),
    );
  const added = textsOf('addition');
  const deleted = textsOf('deletion');
  return findings.flatMap((finding): Finding[] => {
    const { carried, kind, what } = finding;
    if (carried === undefined || !added.has(carried) || !deleted.has(carried)) return [finding];
    return kind === 'deletion' ? [] : [{ kind: 'moved-block', what, extent: 'full' }];
  });
}
