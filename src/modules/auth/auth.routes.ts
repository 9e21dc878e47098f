import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env";
import { guard, open } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { shardOfEmail, shardOfToken } from "../../http/shards";
import { LoginBody, RefreshBody, RegisterBody, SignInReply, Tokens } from "./auth.schema";
import { dropSessionCookie, setSessionCookie } from "./session-cookie.replies";
import { createDefer } from "./defer";
import { registerAccount } from "./registration.service";
import { startSession, rotateRefreshToken, signOut } from "./sessions.service";
import { verifyCredentials } from "./sign-in.service";
import { toPublicUser } from "./users.service";

export const authRoutes = router();
const tags = ["Auth"];

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/register",
    tags,
    summary: "Create an account and its owner",
    security: [],
    middleware: open("auth", shardOfEmail),
    request: { body: body(RegisterBody) },
    responses: { 201: ok(SignInReply, "Created and signed in"), ...errors },
  }),
  async (c) =>
    respond(c, success(await signIn(c, await registerAccount(c.var.ctx, c.req.valid("json")))), 201),
);

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/login",
    tags,
    summary: "Create a session",
    security: [],
    middleware: open("auth", shardOfEmail),
    request: { body: body(LoginBody) },
    responses: { 200: ok(SignInReply), ...errors },
  }),
  async (c) =>
    respond(
      c,
      success(await signIn(c, await verifyCredentials(c.var.ctx, c.req.valid("json"), createDefer(c)))),
      200,
    ),
);

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/token/refresh",
    tags,
    summary: "Refresh the access token",
    security: [],
    middleware: open("auth", shardOfToken),
    request: { body: body(RefreshBody) },
    responses: { 200: ok(Tokens), ...errors },
  }),
  async (c) => {
    const { refresh, refresh_token } = c.req.valid("json");
    return respond(c, success(await rotateRefreshToken(c.var.ctx, (refresh ?? refresh_token)!)), 200);
  },
);

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/logout",
    tags,
    summary: "End the session",
    middleware: guard("viewer", "auth"),
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await signOut(c.var.ctx);
    dropSessionCookie(c);
    return respond(c, success(null, "Signed out"), 200);
  },
);

async function signIn(c: Context<AppEnv>, user: Parameters<typeof startSession>[1]) {
  const { tokens, cookie } = await startSession(c.var.ctx, user, c.req.header("User-Agent") ?? null);
  setSessionCookie(c, cookie);
  return { ...tokens, user: toPublicUser(user) };
}
