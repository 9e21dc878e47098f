import { z } from "@hono/zod-openapi";
import { Timestamp } from "../../http/schemas";

const on = z.boolean();
const modules = { planner: on, writer: on, automation: on, linker: on, optimizer: on, publisher: on };

export const Modules = z
  .strictObject({
    ...modules,
    updated_at: Timestamp.nullable().openapi({
      description: "Null if the settings were never saved: all modules are on",
    }),
  })
  .openapi("Modules");

export const ModulesChange = z.strictObject(modules).partial().openapi("ModulesUpdate");
export type ModulesChange = z.infer<typeof ModulesChange>;
