import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guard, open } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { shardOfEmail, shardOfToken } from "../../http/shards";
import { Tokens } from "./auth.schema";
import { setSessionCookie } from "./session-cookie.replies";
import { createDefer } from "./defer";
import { PasswordChange, ResetConfirmation, ResetRequest } from "./passwords.schema";
import { changePassword, requestPasswordReset, resetPassword } from "./passwords.service";

export const passwordRoutes = router();
const tags = ["Auth"];

passwordRoutes.openapi(
  createRoute({
    method: "post",
    path: "/password/change",
    tags,
    summary: "Change your password",
    middleware: guard("viewer", "auth"),
    request: { body: body(PasswordChange) },
    responses: { 200: ok(Tokens), ...errors },
  }),
  async (c) => {
    const agent = c.req.header("User-Agent") ?? null;
    const begun = await changePassword(c.var.ctx, c.req.valid("json"), agent, createDefer(c));
    setSessionCookie(c, begun.cookie);
    return respond(c, success(begun.tokens), 200);
  },
);

passwordRoutes.openapi(
  createRoute({
    method: "post",
    path: "/password/reset",
    tags,
    summary: "Request a password reset link",
    description: "The response does not reveal whether the address is registered.",
    security: [],
    middleware: open("auth", shardOfEmail),
    request: { body: body(ResetRequest) },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    requestPasswordReset(c.var.ctx, c.req.valid("json"), createDefer(c));
    return respond(c, success(null, "If the address is registered, a link is on its way"), 200);
  },
);

passwordRoutes.openapi(
  createRoute({
    method: "post",
    path: "/password/reset/confirm",
    tags,
    summary: "Set a password with the token of a link",
    description: "Completes a password reset or an invitation. All sessions of the user end.",
    security: [],
    middleware: open("auth", shardOfToken),
    request: { body: body(ResetConfirmation) },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await resetPassword(c.var.ctx, c.req.valid("json"), createDefer(c));
    return respond(c, success(null, "The password is set: sign in with it"), 200);
  },
);
