import { findOwned } from "../../db/one";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { atomically, containsText, missed, nextVersion, owned, pageOf, unchanged } from "../../db/queries";
import { contentIdeas, tasks } from "../../db/schema";
import { maySee } from "../../lib/actor";
import type { Ctx } from "../../db/context";
import { type FieldErrors, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { requireSector } from "../sites/sites.service";
import { requireCluster } from "../planner/ideas.service";
import type { TaskBody, TaskChange, TaskQuery } from "./tasks.schema";

const { account_id: _, ...columns } = getTableColumns(tasks);

export function listTasks({ actor, db }: Ctx, query: TaskQuery) {
  const where = and(
    owned(actor, tasks),
    query.site_id === undefined ? undefined : eq(tasks.site_id, query.site_id),
    query.sector_id === undefined ? undefined : eq(tasks.sector_id, query.sector_id),
    query.cluster_id === undefined ? undefined : eq(tasks.cluster_id, query.cluster_id),
    query.status && eq(tasks.status, query.status),
    query.search ? containsText(tasks.title, query.search) : undefined,
  );
  const order = { column: tasks.id, direction: "desc" } as const;
  return pageOf(db, { columns, table: tasks, where, order }, query);
}

export async function createTask(ctx: Ctx, input: TaskBody) {
  await requireSector(ctx, input.site_id, input.sector_id);
  if (input.cluster_id !== null) await requireCluster(ctx, input.sector_id, input.cluster_id);
  return ctx.db
    .insert(tasks)
    .values({ ...input, account_id: ctx.actor.accountId })
    .returning(columns)
    .get();
}

/** Creates the tasks whose sector and cluster the caller may use, in one batch, and reports the errors of the others. */
export async function createTasksInBulk({ actor, db }: Ctx, inputs: TaskBody[]) {
  const rows = JSON.stringify(
    inputs.map(({ sector_id, site_id, cluster_id }) => ({ sector_id, site_id, cluster_id })),
  );
  const locations = await db.all<{ index: number; sector: number | null; cluster: number | null }>(
    sql`select v.key as "index", s.id as sector, c.id as cluster from json_each(${rows}) v
      left join sectors s on s.id = v.value ->> 'sector_id' and s.site_id = v.value ->> 'site_id' and s.account_id = ${actor.accountId}
      left join clusters c on c.id = v.value ->> 'cluster_id' and c.sector_id = s.id`,
  );
  const found = new Map(locations.map(({ index, ...location }) => [index, location]));
  const errors = inputs.flatMap(
    ({ site_id, cluster_id }, index): { index: number; errors: FieldErrors }[] => {
      const { sector = null, cluster = null } = found.get(index) ?? {};
      if (sector === null || !maySee(actor, site_id))
        return [{ index, errors: { sector_id: ["Not a sector of this site"] } }];
      return cluster_id !== null && cluster === null
        ? [{ index, errors: { cluster_id: ["Not a cluster of this sector"] } }]
        : [];
    },
  );
  const refused = new Set(errors.map(({ index }) => index));
  const values = inputs
    .filter((_input, index) => !refused.has(index))
    .map((input) => ({ ...input, account_id: actor.accountId }));
  const inserts = values.map((value) => db.insert(tasks).values(value).returning(columns));
  const created = inserts.length ? (await atomically(db, inserts)).flat() : [];
  return { created: created as Awaited<ReturnType<typeof createTask>>[], errors };
}

export const getTask = (ctx: Ctx, id: number) => findOwned(ctx, { columns, table: tasks, name: "Task" }, id);

export async function updateTask(ctx: Ctx, id: number, change: TaskChange) {
  const { actor, db } = ctx;
  const [task] = await db
    .update(tasks)
    .set({ ...change, updated_at: nextVersion(tasks) })
    .where(and(owned(actor, tasks), eq(tasks.id, id), unchanged(ctx, tasks)))
    .returning(columns);
  if (!task) throw await missed(getTask(ctx, id));
  return task;
}

/** Its content item stays, and a new task may be created from its idea. */
export async function deleteTask({ actor, db }: Ctx, id: number) {
  const isOwn = and(owned(actor, tasks), eq(tasks.id, id));
  const [, deleted = []] = await atomically(db, [
    db
      .update(contentIdeas)
      .set({ status: "new", updated_at: isoIn() })
      .where(
        and(
          owned(actor, contentIdeas),
          eq(contentIdeas.status, "queued"),
          sql`${contentIdeas.id} = (select idea_id from ${tasks} where ${isOwn})`,
        ),
      ),
    db.delete(tasks).where(isOwn).returning({ id: tasks.id }),
  ]);
  if (!deleted.length) throw notFound("Task");
}
