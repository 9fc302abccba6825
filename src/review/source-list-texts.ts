/** The list of sources, in words. */
export const SOURCE_LIST_TEXTS = {
  countedAt: 'Articles, versions and changes were counted',
  all: 'All sources',
  newer: 'Sources before',
  older: 'More sources',
};
