/** The ids of the database `DB_n` begin at n times this, those of `DB` at 1: so any id tells the database of its row. */
export const IDS_PER_SHARD = 2 ** 40;

/** What makes a migrated database number n, before anything is in it: its ids begin where they should. Safe to repeat. */
export const shardSetupSql = (number: number): string[] => [
  `insert into sqlite_sequence (name, seq) select name, 0 from sqlite_master m where type = 'table'
    and sql like '%AUTOINCREMENT%' and not exists (select 1 from sqlite_sequence s where s.name = m.name)`,
  `update sqlite_sequence set seq = max(seq, ${number * IDS_PER_SHARD})`,
];
