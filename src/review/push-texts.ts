/** Texts about hubs that push; their lines are what the command line says too. */
export const PUSH_TEXTS = {
  states: {
    pending: 'not verified by its hub yet',
    active: 'pushed',
    denied: 'its hub refuses',
    leaving: 'ending',
    ended: 'ended',
  },
  until: (when: string) => `until ${when}`,
  never: 'nothing pushed yet',
  last: (when: string) => `last push ${when}`,
  rejected: (n: number) => `${n.toLocaleString('en')} without a valid signature ignored`,
};
