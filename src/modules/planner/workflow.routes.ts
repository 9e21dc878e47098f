import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, ok, spendingErrors, success } from "../../http/replies";
import { router } from "../../http/router";
import { WorkflowBody, WorkflowReport } from "./workflow.schema";
import { addToWorkflow } from "./workflow.service";

export const workflowRoutes = router();

workflowRoutes.openapi(
  createRoute({
    method: "post",
    path: "/keywords/add_to_workflow",
    tags: ["Planner"],
    summary: "Add library keywords to a sector",
    description:
      "An account pays for a paid keyword once, for all its sites. If credits or plan limits do not suffice, no keyword is added.",
    middleware: guardWithKeys("editor"),
    request: { body: body(WorkflowBody) },
    responses: { 200: ok(WorkflowReport), ...spendingErrors },
  }),
  async (c) => respond(c, success(await addToWorkflow(c.var.ctx, c.req.valid("json"))), 200),
);
