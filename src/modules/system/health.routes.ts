import { createRoute } from "../../http/route";
import { guard, open } from "../../http/guard";
import { respond } from "../../http/etag";
import { errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { Health, HealthDetails } from "./health.schema";
import { getHealth, getHealthDetails } from "./health.service";

export const healthRoutes = router();

healthRoutes.openapi(
  createRoute({
    method: "get",
    path: "/health",
    tags: ["System"],
    summary: "Check that the API responds",
    middleware: open(),
    responses: { 200: ok(Health), ...errors },
  }),
  (c) => respond(c, success(getHealth()), 200),
);

healthRoutes.openapi(
  createRoute({
    method: "get",
    path: "/health/details",
    tags: ["Staff"],
    summary: "Check each component and the queue",
    middleware: guard("developer"),
    responses: { 200: ok(HealthDetails), ...errors },
  }),
  async (c) => respond(c, success(await getHealthDetails(c.var.ctx)), 200),
);
