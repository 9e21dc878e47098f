import type { Context } from "hono";
import type { AppEnv } from "./app-env";

const buildPolicy = (images: string) =>
  `default-src 'none'; style-src 'unsafe-inline'; img-src ${images}; base-uri 'none'; form-action 'none'`;

/** For a page that the worker renders whole: it runs no script, and asks nobody for anything but the images named. */
export function setPagePolicy(c: Context<AppEnv>, images: string) {
  c.header("Content-Security-Policy", buildPolicy(images));
  c.header("Referrer-Policy", "no-referrer");
}
