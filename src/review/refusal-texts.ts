/** Why a request is refused as a whole, in English. */
export const REFUSALS = {
  badValue: 'The request holds a value that cannot be stored or looked for, as a number out of all range.',
  foreignOrigin:
    'The request was sent by a page of another site. Send it from a page of this review UI, or from a program.',
};
