import { type Kysely, sql } from 'kysely';

/**
 * Alerts: what each attempt to deliver came to; what a delivery waits for; digests, which are deliveries of several
 * changes; and the channels, of which some take no more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table deliveries alter column change_id drop not null`,
  `alter table deliveries add column purpose text not null default 'change'
    check (purpose in ('change', 'digest', 'test'))`,
  `alter table deliveries add constraint deliveries_of_changes check ((purpose = 'change') = (change_id is not null))`,
  `alter table deliveries add column waits_for text check (waits_for in ('digest', 'quiet', 'limit'))`,
  `alter table deliveries add column gathered_in text references deliveries`,
  `alter table deliveries add constraint deliveries_gathered_once
    check ((gathered_in is null) or (purpose = 'change' and gathered_in <> id))`,
  `alter table deliveries add column created_at timestamptz`,
  `update deliveries d set created_at = c.detected_at from changes c where c.id = d.change_id`,
  `alter table deliveries alter column created_at set not null`,
  `create index deliveries_newest on deliveries (created_at desc, id)`,
  `create index deliveries_channel on deliveries (channel, created_at desc, id)`,
  `create index deliveries_status on deliveries (channel, status)`,
  `create index deliveries_delivered on deliveries (channel, delivered_at desc) where delivered_at is not null`,
  `create index deliveries_waiting on deliveries (channel, next_attempt_at)
    where status = 'pending' and waits_for is not null`,
  `create index deliveries_gathered on deliveries (gathered_in) where gathered_in is not null`,
  `create table attempts (
    id bigint generated always as identity primary key,
    delivery_id text not null references deliveries,
    at timestamptz not null,
    outcome text not null check (outcome in ('delivered', 'retry', 'given-up', 'disabled', 'dropped')),
    status integer,
    reason text not null default '' check (length(reason) <= 1000)
  )`,
  `create index attempts_delivery on attempts (delivery_id, id)`,
  `create index attempts_failed on attempts (id) where outcome not in ('delivered', 'dropped')`,
  `create trigger attempts_stand before update or delete on attempts
    for each row execute function refuse_alteration()`,
  `create trigger attempts_stay before truncate on attempts
    for each statement execute function refuse_alteration()`,
  `create table channels (
    name text primary key,
    target text not null,
    disabled_at timestamptz,
    disabled_reason text,
    turns timestamptz[] not null default '{}',
    check ((disabled_at is null) = (disabled_reason is null))
  )`,
];
