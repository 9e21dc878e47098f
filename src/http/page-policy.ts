import type { Context } from "hono";
import type { AppEnv } from "./app-env";

const buildPolicy = (images: string) =>
  `default-src 'none'; style-src 'unsafe-inline'; img-src ${images}; base-uri 'none'; form-action 'none'`;

/** Policy of a page rendered by the worker: no scripts, and no requests except for the given images. */
export function setPagePolicy(c: Context<AppEnv>, images: string) {
  c.header("Content-Security-Policy", buildPolicy(images));
  c.header("Referrer-Policy", "no-referrer");
}
