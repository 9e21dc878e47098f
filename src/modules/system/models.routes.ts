import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { errors, page, paginate } from "../../http/replies";
import { router } from "../../http/router";
import { PageQuery } from "../../http/schemas";
import { AiModel } from "./models.schema";
import { listModels } from "./models.service";

export const modelRoutes = router();

modelRoutes.openapi(
  createRoute({
    method: "get",
    path: "/models",
    tags: ["System"],
    summary: "List models with their rates and prices",
    middleware: guardWithKeys("viewer"),
    request: { query: PageQuery },
    responses: { 200: page(AiModel), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listModels(c.var.ctx, query)), 200);
  },
);
