import { z } from "@hono/zod-openapi";
import { roles } from "../../lib/roles";
import { Id, Line, PageQuery, QueryFlag } from "../../http/schemas";
import { Email } from "./auth.schema";

const MAX_SITES = 100;
/** The roles that a user can assign; `developer` is platform staff. */
const AssignableRole = z.enum(["viewer", "editor", "admin", "owner"]);
const SiteAccess = z
  .array(Id)
  .max(MAX_SITES)
  .transform((ids) => [...new Set(ids)].sort((a, b) => a - b))
  .nullable()
  .openapi({ description: "The ids of the sites that the user can access; null means all sites" });

export const UserQuery = PageQuery.extend({
  role: z.enum(roles).optional(),
  is_active: QueryFlag.optional(),
});
export type UserQuery = z.infer<typeof UserQuery>;

export const UserBody = z
  .strictObject({
    email: Email,
    username: Line(80).optional(),
    first_name: Line(80, 0).default(""),
    last_name: Line(80, 0).default(""),
    role: AssignableRole,
    site_access: SiteAccess.default(null),
  })
  .openapi("UserCreate");
export type UserBody = z.infer<typeof UserBody>;

export const UserChange = z
  .strictObject({
    email: Email.optional(),
    username: Line(80).optional(),
    first_name: Line(80, 0).optional(),
    last_name: Line(80, 0).optional(),
    role: AssignableRole.optional(),
    site_access: SiteAccess.optional(),
    is_active: z.boolean().optional(),
  })
  .openapi("UserUpdate");
export type UserChange = z.infer<typeof UserChange>;
