import { router } from "../../http/router";
import { contentPublishingRoutes, publishRoutes } from "./publish.routes";
import { schedulingRoutes } from "./scheduling.routes";
import { siteDefinitionRoutes } from "./site-definition.routes";

export const publisher = router();
publisher.route("/", publishRoutes);
publisher.route("/", siteDefinitionRoutes);

/** What is published of a content stands under the writer's paths. */
export const writerPublishing = router();
writerPublishing.route("/", contentPublishingRoutes);
writerPublishing.route("/", schedulingRoutes);
