import { toSecond } from "../../lib/time";
import { and, eq, inArray } from "drizzle-orm";
import { nextVersion, owned } from "../../db/queries";
import { contents } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid, notFound } from "../../lib/errors";
import type { ScheduleBody } from "./scheduling.schema";

const columns = {
  content_id: contents.id,
  site_status: contents.site_status,
  scheduled_publish_at: contents.scheduled_publish_at,
};
const isOwnContent = ({ actor }: Ctx, id: number) => and(owned(actor, contents), eq(contents.id, id));

/** A person may choose any time: limits apply to automatically assigned slots. */
export async function scheduleContent(ctx: Ctx, id: number, input: ScheduleBody) {
  const [scheduled] = await ctx.db
    .update(contents)
    .set({
      site_status: "scheduled",
      scheduled_publish_at: toSecond(Date.parse(input.scheduled_publish_at)),
      publish_attempts: 0,
      updated_at: nextVersion(contents),
    })
    .where(
      and(
        isOwnContent(ctx, id),
        eq(contents.status, "approved"),
        inArray(contents.site_status, ["not_published", "scheduled", "failed"]),
      ),
    )
    .returning(columns);
  if (scheduled) return scheduled;
  const { status, site_status } = await getPublishState(ctx, id);
  if (status !== "approved") throw notApprovedError(status);
  throw new ApiError("CONFLICT", refusals[site_status] ?? "The content item has changed: try again");
}

/** Removes the content item's schedule or failure. In other states nothing changes. */
export async function unscheduleContent(ctx: Ctx, id: number) {
  const [updated] = await ctx.db
    .update(contents)
    .set({
      site_status: "not_published",
      scheduled_publish_at: null,
      publish_attempts: 0,
      updated_at: nextVersion(contents),
    })
    .where(and(isOwnContent(ctx, id), inArray(contents.site_status, ["scheduled", "failed"])))
    .returning(columns);
  if (updated) return updated;
  const { status: _, ...state } = await getPublishState(ctx, id);
  const reason = refusals[state.site_status];
  if (reason) throw new ApiError("CONFLICT", reason);
  return state;
}

const refusals: Partial<Record<(typeof contents.$inferSelect)["site_status"], string>> = {
  publishing: "The content item is being published",
  published: "The content item is already published: publish it again to update it",
};

async function getPublishState(ctx: Ctx, id: number) {
  const [found] = await ctx.db
    .select({ ...columns, status: contents.status })
    .from(contents)
    .where(isOwnContent(ctx, id));
  if (!found) throw notFound("Content");
  return found;
}

export const notApprovedError = (status: string) =>
  invalid("status", `Only approved content can be published; this item is ${status}`);
