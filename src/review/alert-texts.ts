/** Texts of messages to channels that no newspaper wrote. */
export const ALERT_TEXTS = {
  test: {
    headline: 'This channel works',
    before: '',
    after: 'This is a test message. Changes will be told here like this one.',
  },
};
