/** What is wrong with the address of a new source, and what to do, in words. */
export const ADDRESS_TEXTS = {
  empty: 'No address was given: write that of the front page, as https://www.example.org/.',
  tooLong: 'The address is longer than 2,000 letters: write that of the front page, as https://www.example.org/.',
  noScheme: 'The address has no scheme: write it with https:// (or http://) before it, as https://www.example.org/.',
  otherScheme: 'Only addresses that begin with https:// or http:// can be watched: write that of the front page.',
  noAddress: 'This is no address that can be asked: look for a slip in the name of the site, as a space in it.',
  advice: {
    robots:
      'stet keeps to robots.txt: ask the newspaper for leave, or begin from another page of the site that it does not name.',
    tls: 'Open the address in a browser: where its certificate is not good there either, only the site can mend it.',
    unreachable:
      'Look for a slip in the name of the site, and whether a browser on this machine reaches it; then try again.',
  },
};
