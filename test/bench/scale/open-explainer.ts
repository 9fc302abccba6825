import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from '../../../storage/open-database.ts';
import type { Tables } from '../../../storage/tables.ts';

/** A node of a plan, as EXPLAIN gives it. */
type PlanNode = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: PlanNode[] };

/** What the database did for one statement: tables read from the first row to the last, indexes, pages looked at, milliseconds. */
export type Explained = { statement: string; fullScans: string[]; indexes: string[]; pages: number; ms: number };

/** Tells what the database does for all that `work` asks of it. */
export type Explainer = {
  explain(work: (db: Db) => Promise<unknown>): Promise<Explained[]>;
  close(): Promise<void>;
};

/** Opens an explainer: it listens to what is asked, and asks again for how it is done. Statements that write are left out. */
export function openExplainer(databaseUrl: string): Explainer {
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      asked.push(query);
    },
  });
  return {
    explain: async (work) => {
      asked.length = 0;
      await work(db);
      const explained: Explained[] = [];
      for (const { sql, parameters } of asked.filter((one) => /^\s*(select|with)/i.test(one.sql))) {
        const { rows } = await pool.query(`explain (analyze, buffers, format json) ${sql}`, [...parameters]);
        const [answer] = rows[0]['QUERY PLAN'];
        const nodes = listNodes(answer.Plan);
        explained.push({
          statement: sql.replace(/\s+/g, ' ').trim(),
          fullScans: nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? (node['Relation Name'] ?? []) : [])),
          indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
          pages: answer.Plan['Shared Hit Blocks'] + answer.Plan['Shared Read Blocks'],
          ms: answer['Execution Time'],
        });
      }
      return explained;
    },
    close: () => db.destroy(),
  };
}

function listNodes(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(listNodes)];
}
