import { and, desc, eq, getTableColumns } from "drizzle-orm";
import { owned, pageOf } from "../../db/queries";
import { tasks } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { requireSector } from "../auth/sites.service";
import { requireCluster } from "../planner/ideas.service";
import type { TaskBody, TaskQuery } from "./tasks.schema";

const { account_id: _, ...columns } = getTableColumns(tasks);

export function listTasks({ actor, db }: Ctx, q: TaskQuery) {
  const where = and(
    owned(actor, tasks),
    q.site_id === undefined ? undefined : eq(tasks.site_id, q.site_id),
    q.sector_id === undefined ? undefined : eq(tasks.sector_id, q.sector_id),
    q.cluster_id === undefined ? undefined : eq(tasks.cluster_id, q.cluster_id),
    q.status && eq(tasks.status, q.status),
  );
  const query = db.select(columns).from(tasks).where(where).orderBy(desc(tasks.id));
  return pageOf(db, query.$dynamic(), { table: tasks, where }, q);
}

export async function createTask(ctx: Ctx, input: TaskBody) {
  await requireSector(ctx, input.site_id, input.sector_id);
  if (input.cluster_id !== null) await requireCluster(ctx, input.sector_id, input.cluster_id);
  const [task] = await ctx.db
    .insert(tasks)
    .values({ ...input, account_id: ctx.actor.accountId })
    .returning(columns);
  return task!;
}
