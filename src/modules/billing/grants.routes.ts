import { createRoute } from "../../http/route";
import { guard } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { shardOfAccount } from "../../http/shards";
import { Account } from "../auth/account.schema";
import { CreditTransaction } from "./billing.schema";
import { GrantBody, PlanBody } from "./grants.schema";
import { changePlan, grantCredits } from "./grants.service";

/** For platform staff: what payment providers will do one day. */
export const grantRoutes = router();
const tags = ["Staff"];

grantRoutes.openapi(
  createRoute({
    method: "post",
    path: "/billing/credits/grant",
    tags,
    summary: "Grant bonus credits to an account",
    middleware: guard("developer", "general", { about: shardOfAccount }),
    request: { body: body(GrantBody) },
    responses: { 201: ok(CreditTransaction, "Granted now, or earlier with the same reference"), ...errors },
  }),
  async (c) => respond(c, success(await grantCredits(c.var.ctx, c.req.valid("json"))), 201),
);

grantRoutes.openapi(
  createRoute({
    method: "put",
    path: "/auth/account/{id}/plan",
    tags,
    summary: "Change the plan of an account",
    middleware: guard("developer", "general", { about: shardOfAccount }),
    request: { params: IdParam, body: body(PlanBody) },
    responses: { 200: ok(Account), ...errors },
  }),
  async (c) =>
    respond(c, success(await changePlan(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);
