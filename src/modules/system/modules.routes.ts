import { createRoute } from "../../http/route";
import { guard, guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { Modules, ModulesChange } from "./modules.schema";
import { getModules, saveModules } from "./modules.service";

export const moduleRoutes = router();
const tags = ["System"];

moduleRoutes.openapi(
  createRoute({
    method: "get",
    path: "/modules",
    tags,
    summary: "Get which modules are on",
    middleware: guardWithKeys("viewer"),
    responses: { 200: ok(Modules), ...errors },
  }),
  async (c) => respond(c, success(await getModules(c.var.ctx)), 200),
);

moduleRoutes.openapi(
  createRoute({
    method: "put",
    path: "/modules",
    tags,
    summary: "Switch modules on or off: what is left out stays",
    description:
      "Below the path of a module that is off everything answers 403 MODULE_DISABLED, at once. Jobs that are under way " +
      "go on, and nothing is deleted.",
    middleware: guard("admin"),
    request: { body: body(ModulesChange) },
    responses: { 200: ok(Modules), ...errors },
  }),
  async (c) => respond(c, success(await saveModules(c.var.ctx, c.req.valid("json"))), 200),
);
