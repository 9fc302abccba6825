import type { TargetKind } from '../model/channel.ts';

/** A channel as the configuration has it, without its secrets. */
export type ConfiguredChannel = {
  name: string;
  kind: TargetKind;
  /** A digest of where it leads. */
  target: string;
};
