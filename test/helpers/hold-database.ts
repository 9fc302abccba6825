import { openDatabase } from '../../storage/open-database.ts';

// A process of its own that opens the embedded database of a folder, leaves a mark in it, says so, and closes it
// when its standard input ends.
const database = await openDatabase({ databaseUrl: null, varDir: process.argv[2] ?? '' });
await database.db
  .insertInto('sources')
  .values({ id: 'held', name: 'Held', homepage: 'https://held.example/', enabled: false, removed_at: null })
  .onConflict((conflict) => conflict.doNothing())
  .execute();
process.stdout.write('open\n');
process.stdin.on('end', () => void database.close()).resume();
