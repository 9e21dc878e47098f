import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import type { AppEnv } from "../../http/app-env";
import { SESSION_COOKIE } from "../../http/authenticate";
import { SESSION_MS } from "../../lib/tokens";

const attributes = { httpOnly: true, secure: true, sameSite: "Lax", path: "/" } as const;

export const setSessionCookie = (c: Context<AppEnv>, token: string) =>
  setCookie(c, SESSION_COOKIE, token, { ...attributes, maxAge: SESSION_MS / 1000 });

export const dropSessionCookie = (c: Context<AppEnv>) => deleteCookie(c, SESSION_COOKIE, attributes);
