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
    summary: "Get the module switches",
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
    summary: "Update the module switches",
    description:
      "All operations of a disabled module return 403 MODULE_DISABLED immediately. Running jobs continue, and no data is deleted.",
    middleware: guard("admin"),
    request: { body: body(ModulesChange) },
    responses: { 200: ok(Modules), ...errors },
  }),
  async (c) => respond(c, success(await saveModules(c.var.ctx, c.req.valid("json"))), 200),
);
