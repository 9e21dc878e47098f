import { createRoute } from "../../http/route";
import { guard } from "../../http/guard";
import { respond } from "../../http/etag";
import { errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import {
  Balance,
  ModelCallQuery,
  ModelCall,
  PlanLimits,
  UsageSummaryQuery,
  CreditTransaction,
  TransactionQuery,
  CreditUsage,
  UsageQuery,
  UsageSummary,
} from "./billing.schema";
import { getBalance } from "./ledger.service";
import { getPlanLimits, listModelCalls, listTransactions, listUsage, getUsageSummary } from "./usage.service";

export const billingRoutes = router();
const tags = ["Billing"];

billingRoutes.openapi(
  createRoute({
    method: "get",
    path: "/balance",
    tags,
    summary: "Get the credit balance",
    middleware: guard("viewer"),
    responses: { 200: ok(Balance), ...errors },
  }),
  async (c) => respond(c, success(await getBalance(c.var.ctx)), 200),
);

billingRoutes.openapi(
  createRoute({
    method: "get",
    path: "/usage",
    tags,
    summary: "List credit usage",
    middleware: guard("viewer"),
    request: { query: UsageQuery },
    responses: { 200: page(CreditUsage), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listUsage(c.var.ctx, query)), 200);
  },
);

billingRoutes.openapi(
  createRoute({
    method: "get",
    path: "/usage/calls",
    tags,
    summary: "List model calls, newest first",
    description:
      "Includes failed calls and calls that were not charged. The embedded provider makes no calls.",
    middleware: guard("viewer"),
    request: { query: ModelCallQuery },
    responses: { 200: page(ModelCall), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listModelCalls(c.var.ctx, query)), 200);
  },
);

billingRoutes.openapi(
  createRoute({
    method: "get",
    path: "/usage/summary",
    tags,
    summary: "Get usage totals by operation, model and day",
    middleware: guard("viewer"),
    request: { query: UsageSummaryQuery },
    responses: { 200: ok(UsageSummary), ...errors },
  }),
  async (c) => respond(c, success(await getUsageSummary(c.var.ctx, c.req.valid("query"))), 200),
);

billingRoutes.openapi(
  createRoute({
    method: "get",
    path: "/usage/limits",
    tags,
    summary: "Get the plan's limits and their usage",
    middleware: guard("viewer"),
    responses: { 200: ok(PlanLimits), ...errors },
  }),
  async (c) => respond(c, success(await getPlanLimits(c.var.ctx)), 200),
);

billingRoutes.openapi(
  createRoute({
    method: "get",
    path: "/transactions",
    tags,
    summary: "List the credit ledger, newest first",
    middleware: guard("viewer"),
    request: { query: TransactionQuery },
    responses: { 200: page(CreditTransaction), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listTransactions(c.var.ctx, query)), 200);
  },
);
