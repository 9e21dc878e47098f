import type { Context } from "hono";
import type { AppEnv } from "./app-env";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; base-uri 'none'; form-action 'none'";

/** For a page that the worker renders whole: it runs no script, and asks nobody for anything but images. */
export function setPagePolicy(c: Context<AppEnv>) {
  c.header("Content-Security-Policy", POLICY);
  c.header("Referrer-Policy", "no-referrer");
}
