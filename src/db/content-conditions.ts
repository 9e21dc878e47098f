import { and, eq, inArray, isNotNull, or } from "drizzle-orm";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { contents } from "./schema";
import type { contentStatuses } from "./schema/writer";

// A content item has two states: `status`, the editorial one, and `site_status`, that of its post on the customer's site.

type Status = (typeof contentStatuses)[number];
const publishableStatuses = ["approved", "published"] as const satisfies Status[];

/** An editor has approved it, so it may be sent to the site, for the first time or again. */
export const isPublishable = ({ status }: { status: Status }) =>
  publishableStatuses.some((publishable) => publishable === status);

/** `isPublishable` as SQL. */
export const publishableCondition = inArray(contents.status, [...publishableStatuses]);

/** Approved, and neither scheduled nor sent to the site: it may get a time slot. */
export const unscheduledCondition = and(
  eq(contents.status, "approved"),
  eq(contents.site_status, "not_published"),
);

/** Its post is public on the site, as far as known. The table may be `contents` or an alias of it. */
const liveCondition = ({ site_status }: { site_status: AnySQLiteColumn }) => eq(site_status, "published");

/** Live at a known address. */
export const liveWithUrlCondition = (table: {
  site_status: AnySQLiteColumn;
  external_url: AnySQLiteColumn;
}) => and(liveCondition(table), isNotNull(table.external_url));

/** Readers can reach it: it is live, or was imported from the site, whatever the state of its post. */
export const reachableCondition = or(liveCondition(contents), eq(contents.source, "wordpress"));

/** Readers can reach it now or soon. */
export const linkableCondition = or(publishableCondition, reachableCondition);
