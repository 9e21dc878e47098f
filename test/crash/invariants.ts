// What must be so at every moment, and what must be so when all is done.
import assert from "node:assert/strict";
import type { Row } from "./world.ts";

type Query = (sql: string) => Row[];

const none = (query: Query, what: string, sql: string) => assert.deepEqual(query(sql), [], what);

export function expectSound(query: Query) {
  none(
    query,
    "the ledger sums to the balance",
    `select a.id, a.credits + a.bonus_credits as balance, sum(t.amount) as sum from accounts a
      join credit_transactions t on t.account_id = a.id group by a.id having balance <> sum`,
  );
  none(
    query,
    "each row of the ledger tells the balance after it",
    `select * from (select id, balance_after, sum(amount) over (partition by account_id order by id) as sum
      from credit_transactions) where balance_after <> sum`,
  );
  none(
    query,
    "what is reserved is what open items may cost",
    `select a.id, a.credits_reserved, coalesce(sum(i.reserved), 0) as open from accounts a
      left join job_items i on i.account_id = a.id and i.status in ('queued', 'running')
      group by a.id having a.credits_reserved <> open`,
  );
  none(
    query,
    "a job counts its items",
    `select j.id, j.total, j.done, j.failed, j.cancelled, count(i.id) as items, sum(i.status = 'done') as d,
        sum(i.status = 'failed') as f, sum(i.status = 'cancelled') as c, sum(i.charged) as paid
      from jobs j left join job_items i on i.job_id = j.id group by j.id
      having j.total <> items or j.done <> d or j.failed <> f or j.cancelled <> c or j.credits_charged <> paid`,
  );
  none(
    query,
    "what a job reserved is charged, released, or still open",
    `select j.id from jobs j left join job_items i on i.job_id = j.id and i.status in ('queued', 'running') group by j.id
      having j.credits_reserved <> j.credits_charged + j.credits_released + coalesce(sum(i.reserved), 0)`,
  );
  none(
    query,
    "an item is charged once, when it is done",
    `select i.id from job_items i left join credit_transactions t
        on t.account_id = i.account_id and t.reference = 'item:' || i.id
      group by i.id having i.charged <> coalesce(-sum(t.amount), 0) or count(t.id) <> (i.charged > 0)`,
  );
  none(
    query,
    "an item's use is told once",
    `select j.id, j.done, (select count(*) from credit_usage u where u.job_id = j.id) as uses from jobs j
      where j.type <> 'publish' and j.done <> uses`,
  );
  none(
    query,
    "a task has one content",
    `select task_id from contents where task_id is not null group by 1 having count(*) > 1`,
  );
  none(
    query,
    "a site has one active run",
    `select site_id from automation_runs where status in ('running', 'paused') group by 1 having count(*) > 1`,
  );
}

/** Every item is settled, and nothing is set aside any more. */
export function expectSettled(query: Query) {
  none(query, "no item is open", `select * from job_items where status in ('queued', 'running')`);
  none(query, "no job is open", `select * from jobs where finished_at is null`);
  none(query, "nothing is reserved", `select id from accounts where credits_reserved <> 0`);
}
