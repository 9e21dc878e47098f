import { z } from "@hono/zod-openapi";
import { roles } from "../../lib/roles";

export const Group = z
  .strictObject({
    name: z.enum(roles),
    description: z.string(),
    permissions: z.array(z.string()),
    is_assignable: z.boolean().openapi({ description: "Whether you can give it to a user" }),
  })
  .openapi("Group");
