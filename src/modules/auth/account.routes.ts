import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { stream } from "hono/streaming";
import { guard } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { shardOfAccount } from "../../http/shards";
import { exportAccount } from "./account-export.service";
import { deleteAccount } from "./account-deletion.service";
import { setAccountStatus } from "./account-status.service";
import { Account, AccountChange, AccountDeletion, AccountStatusBody } from "./account.schema";
import { getAccount, updateAccount } from "./account.service";
import { dropSessionCookie } from "./session-cookie.replies";

export const accountRoutes = router();
const tags = ["Auth"];
const JSON_LINES: string = "application/x-ndjson";

accountRoutes.openapi(
  createRoute({
    method: "get",
    path: "/account",
    tags,
    summary: "Get the account with its plan and balance",
    middleware: guard("viewer"),
    responses: { 200: ok(Account), ...errors },
  }),
  async (c) => respond(c, success(await getAccount(c.var.ctx)), 200),
);

accountRoutes.openapi(
  createRoute({
    method: "put",
    path: "/account",
    tags,
    summary: "Update the account",
    middleware: guard("admin"),
    request: { body: body(AccountChange) },
    responses: { 200: ok(Account), ...errors },
  }),
  async (c) => respond(c, success(await updateAccount(c.var.ctx, c.req.valid("json"))), 200),
);

accountRoutes.openapi(
  createRoute({
    method: "get",
    path: "/account/export",
    tags,
    summary: "Export all data of the account",
    description:
      "JSON lines: first the account, then one line per row with its `type`. Secrets, hashes and tokens are not included.",
    middleware: guard("owner", "auth"),
    responses: {
      200: { description: "The stream", content: { [JSON_LINES]: { schema: z.string() } } },
      ...errors,
    },
  }),
  async (c) => {
    c.header("Content-Type", JSON_LINES);
    c.header("Content-Disposition", 'attachment; filename="igny8-account.jsonl"');
    return stream(c, async (out) => {
      for await (const line of exportAccount(c.var.ctx)) await out.write(line);
    });
  },
);

accountRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/account",
    tags,
    summary: "Delete the account and all its data",
    description:
      "Deleted data cannot be restored; export it first. The ledger and the audit trail are kept without names.",
    middleware: guard("owner", "auth"),
    request: { body: body(AccountDeletion) },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteAccount(c.var.ctx, c.req.valid("json"));
    dropSessionCookie(c);
    return respond(c, success(null, "The account is deleted"), 200);
  },
);

accountRoutes.openapi(
  createRoute({
    method: "put",
    path: "/account/{id}/status",
    tags: ["Staff"],
    summary: "Update the status of an account",
    middleware: guard("developer", "general", { about: shardOfAccount }),
    request: { params: IdParam, body: body(AccountStatusBody) },
    responses: { 200: ok(Account), ...errors },
  }),
  async (c) =>
    respond(c, success(await setAccountStatus(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);
