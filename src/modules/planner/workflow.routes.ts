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
    summary: "Add keywords of the library to a sector",
    description:
      "A paid keyword costs its credits once an account, whatever number of its sites use it. All or nothing: where the " +
      "credits or the plan do not suffice, nothing is added.",
    middleware: guardWithKeys("editor"),
    request: { body: body(WorkflowBody) },
    responses: { 200: ok(WorkflowReport), ...spendingErrors },
  }),
  async (c) => respond(c, success(await addToWorkflow(c.var.ctx, c.req.valid("json"))), 200),
);
