import { createRoute, z } from "@hono/zod-openapi";
import { deleteCookie, setCookie } from "hono/cookie";
import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env";
import { guard, open, SESSION_COOKIE } from "../../http/guard";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { SESSION_MS } from "../../lib/tokens";
import { authenticate, registerAccount } from "./accounts.service";
import { LoginBody, RefreshBody, RegisterBody, SignedIn, Tokens } from "./auth.schema";
import { endSession } from "./revocation";
import { openSession, rotateRefreshToken } from "./sessions.service";
import { publicUser } from "./users.service";

export const authRoutes = router();
const tags = ["Auth"];

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/register",
    tags,
    summary: "Create an account and its owner",
    security: [],
    middleware: open("auth"),
    request: { body: body(RegisterBody) },
    responses: { 201: ok(SignedIn, "Created, and signed in"), ...errors },
  }),
  async (c) => c.json(success(await signIn(c, await registerAccount(c.var.ctx, c.req.valid("json")))), 201),
);

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/login",
    tags,
    summary: "Sign in: tokens, and a session cookie",
    security: [],
    middleware: open("auth"),
    request: { body: body(LoginBody) },
    responses: { 200: ok(SignedIn), ...errors },
  }),
  async (c) => c.json(success(await signIn(c, await authenticate(c.var.ctx, c.req.valid("json")))), 200),
);

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/token/refresh",
    tags,
    summary: "Exchange a refresh token for the next pair",
    security: [],
    middleware: open("auth"),
    request: { body: body(RefreshBody) },
    responses: { 200: ok(Tokens), ...errors },
  }),
  async (c) => {
    const { refresh, refresh_token } = c.req.valid("json");
    return c.json(success(await rotateRefreshToken(c.var.ctx, (refresh ?? refresh_token)!)), 200);
  },
);

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/logout",
    tags,
    summary: "End this session, its access tokens included",
    middleware: guard("viewer", "auth"),
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    const { actor } = c.var.ctx;
    await endSession(c.var.ctx, { id: actor.sessionId!, account_id: actor.accountId }, "logout");
    deleteCookie(c, SESSION_COOKIE, { path: "/", secure: true });
    return c.json(success(null, "Signed out"), 200);
  },
);

async function signIn(c: Context<AppEnv>, user: Parameters<typeof openSession>[1]) {
  const { tokens, cookie } = await openSession(c.var.ctx, user, c.req.header("User-Agent") ?? null);
  const lasting = {
    httpOnly: true,
    secure: true,
    sameSite: "Lax",
    path: "/",
    maxAge: SESSION_MS / 1000,
  } as const;
  setCookie(c, SESSION_COOKIE, cookie, lasting);
  return { ...tokens, user: publicUser(user) };
}
