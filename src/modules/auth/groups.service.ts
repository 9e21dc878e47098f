import type { NumberedPageRequest } from "../../db/cursors";
import { atLeast } from "../../lib/actor";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { type Role, roles } from "../../lib/roles";

/** Permissions that each role adds to those of the roles below it. */
const groups: Record<Role, { description: string; adds: string[] }> = {
  viewer: { description: "Reads everything except users and billing changes", adds: ["read"] },
  editor: {
    description: "Plans, writes, automates and publishes",
    adds: ["planner", "writer", "automation", "linker", "optimizer", "publishing", "integrations"],
  },
  admin: {
    description: "Everything in the account except closing it",
    adds: ["users", "sites", "billing", "settings"],
  },
  owner: { description: "Everything in the account", adds: ["audit", "export", "delete_account"] },
  developer: { description: "Platform staff", adds: ["plans", "credits", "keywords_library"] },
};

/** The roles, from the least to the most privileged. */
export function listGroups({ actor }: Ctx, { page, page_size }: NumberedPageRequest) {
  const rows = roles.slice((page - 1) * page_size, page * page_size).map((name) => ({
    name,
    description: groups[name].description,
    permissions: roles.filter((role) => atLeast(name, role)).flatMap((role) => groups[role].adds),
    is_assignable: name !== "developer" && atLeast(actor.role, "admin") && atLeast(actor.role, name),
  }));
  if (page > 1 && rows.length === 0) throw notFound("Page");
  return {
    rows,
    count: roles.length,
    next: page * page_size < roles.length ? { page: page + 1 } : null,
    previous: page > 1 ? { page: page - 1 } : null,
  };
}
