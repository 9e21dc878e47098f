import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../../http/app-env";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { WebhookAnswer, WebhookBody } from "./webhook.schema";
import { receiveWebhook } from "./webhook.service";

export const webhookRoutes = router();

/** The signature covers the body's bytes: they are read and cached before they are parsed. */
const raw = createMiddleware<AppEnv>(async (c, next) => {
  await c.req.arrayBuffer();
  await next();
});

webhookRoutes.openapi(
  createRoute({
    method: "post",
    path: "/webhook/wordpress",
    tags: ["Integration"],
    summary: "Receive an event of a WordPress site",
    description:
      "Requires the site's API key. If the integration has a webhook secret, also requires `X-IGNY8-Signature: t=…,v1=…`, where v1 is the hexadecimal HMAC-SHA256 of t (epoch seconds, at most five minutes off), a full stop and the body. Repeated events, and events of posts without a counterpart here, are acknowledged without effect.",
    middleware: [...guardWithKeys("editor", "content"), raw],
    request: {
      headers: z.object({ "x-igny8-signature": z.string().max(200).optional() }),
      body: body(WebhookBody),
    },
    responses: { 200: ok(WebhookAnswer), ...errors },
  }),
  async (c) => {
    const delivery = {
      raw: new Uint8Array(await c.req.arrayBuffer()),
      signature: c.req.header("X-IGNY8-Signature"),
    };
    return respond(c, success(await receiveWebhook(c.var.ctx, c.req.valid("json"), delivery)), 200);
  },
);
