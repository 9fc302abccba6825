/** Saved searches, in words. */
export const SAVED = {
  title: 'Saved searches',
  label: 'Saved searches',
  all: 'All saved searches',
  none: 'No search is saved yet. Set filters in the list of changes, or search, and save them there under a name.',
  save: 'Save this search',
  name: 'Name',
  saveButton: 'Save',
  rename: 'Save',
  renameOf: (name: string) => `New name of “${name}”`,
  delete: 'Delete',
  deleteOf: (name: string) => `Delete “${name}”`,
  lists: { changes: 'Changes', search: 'Search' },
  everything: 'without filters',
  channel: 'Also tell a channel',
  noChannel: 'no channel',
  noChannels:
    'A saved search can tell a channel of what meets it. None is configured yet: name one under “channels” in config/stet.yaml (docs/alerts.md), and it can be chosen here.',
  channelOf: (name: string) => `Channel that “${name}” tells`,
  tells: (channel: string) => `Changes that meet it are told on the channel ${channel}, as far as its rules allow.`,
  gone: (channel: string) => `There is no channel ${channel} in stet.yaml any more: nothing is told.`,
  unknownChannel: (channel: string) =>
    `There is no channel “${channel}” in stet.yaml; choose one that is there, or none.`,
  neverMet:
    'No change has a verdict, or somebody who is to look at it, when it comes: leave both filters out, or choose no channel.',
  noWords: 'Without words every change would be told: search for some, or choose no channel.',
  feedsOf: (name: string) => `Feeds of “${name}”`,
};
