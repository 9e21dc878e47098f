/** Ids of the database `DB_n` begin at n times this value, those of `DB` at 1, so that every id names its shard. */
export const IDS_PER_SHARD = 2 ** 40;

/** Prepares a migrated, empty database as shard n: its ids begin at the right value. Safe to repeat. */
export const shardSetupSql = (number: number): string[] => [
  `insert into sqlite_sequence (name, seq) select name, 0 from sqlite_master m where type = 'table'
    and sql like '%AUTOINCREMENT%' and not exists (select 1 from sqlite_sequence s where s.name = m.name)`,
  `update sqlite_sequence set seq = max(seq, ${number * IDS_PER_SHARD})`,
];
