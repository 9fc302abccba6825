/** Saved searches, in words. */
export const SAVED = {
  title: 'Saved searches',
  label: 'Saved searches',
  all: 'All saved searches',
  none: 'No search is saved yet. Set filters in the list of changes, or search, and save them there under a name.',
  save: 'Save this search',
  name: 'Name',
  saveButton: 'Save',
  rename: 'Rename',
  renameOf: (name: string) => `New name of “${name}”`,
  delete: 'Delete',
  deleteOf: (name: string) => `Delete “${name}”`,
  lists: { changes: 'Changes', search: 'Search' },
  everything: 'without filters',
  feedsOf: (name: string) => `Feeds of “${name}”`,
};
