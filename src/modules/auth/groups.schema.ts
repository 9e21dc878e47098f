import { z } from "@hono/zod-openapi";
import { roles } from "../../lib/roles";

export const RoleGroup = z
  .strictObject({
    name: z.enum(roles),
    description: z.string(),
    permissions: z.array(z.string()),
    is_assignable: z.boolean().openapi({ description: "Whether you can assign the role to a user" }),
  })
  .openapi("Group");
