import { createRoute } from "../../http/route";
import { guard } from "../../http/guard";
import { respond } from "../../http/etag";
import { errors, page, paginate } from "../../http/replies";
import { router } from "../../http/router";
import { AuditEvent, AuditQuery } from "./audit.schema";
import { listAuditEvents } from "./audit.service";

export const auditRoutes = router();

auditRoutes.openapi(
  createRoute({
    method: "get",
    path: "/audit",
    tags: ["Auth"],
    summary: "List audit events",
    middleware: guard("owner"),
    request: { query: AuditQuery },
    responses: { 200: page(AuditEvent), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listAuditEvents(c.var.ctx, query)), 200);
  },
);
