import { createRoute } from "../../http/route";
import { guard, guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { NumberedPageQuery } from "../../http/schemas";
import { Prompt, PromptBody, PromptTypeParam } from "./prompts.schema";
import { getPrompt, listPrompts, resetPrompt, savePrompt } from "./prompts.service";

export const promptRoutes = router();
const tags = ["System"];

promptRoutes.openapi(
  createRoute({
    method: "get",
    path: "/prompts",
    tags,
    summary: "List prompts",
    middleware: guardWithKeys("viewer"),
    request: { query: NumberedPageQuery },
    responses: { 200: page(Prompt), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listPrompts(c.var.ctx, query)), 200);
  },
);

promptRoutes.openapi(
  createRoute({
    method: "get",
    path: "/prompts/{type}",
    tags,
    summary: "Get a prompt and its placeholders",
    middleware: guardWithKeys("viewer"),
    request: { params: PromptTypeParam },
    responses: { 200: ok(Prompt), ...errors },
  }),
  async (c) => respond(c, success(await getPrompt(c.var.ctx, c.req.valid("param").type)), 200),
);

promptRoutes.openapi(
  createRoute({
    method: "put",
    path: "/prompts/{type}",
    tags,
    summary: "Update the account's prompt",
    middleware: guard("admin"),
    request: { params: PromptTypeParam, body: body(PromptBody) },
    responses: { 200: ok(Prompt), ...errors },
  }),
  async (c) =>
    respond(c, success(await savePrompt(c.var.ctx, c.req.valid("param").type, c.req.valid("json"))), 200),
);

promptRoutes.openapi(
  createRoute({
    method: "post",
    path: "/prompts/{type}/reset",
    tags,
    summary: "Reset a prompt to the default",
    middleware: guard("admin"),
    request: { params: PromptTypeParam },
    responses: { 200: ok(Prompt), ...errors },
  }),
  async (c) => respond(c, success(await resetPrompt(c.var.ctx, c.req.valid("param").type), "Reset"), 200),
);
