import { router } from "../../http/router";
import { contentPublishingRoutes, publishRoutes } from "./publish.routes";
import { schedulingRoutes } from "./scheduling.routes";
import { siteDefinitionRoutes } from "./site-definition.routes";

export const publisherModule = router();
publisherModule.route("/publisher", publishRoutes);
publisherModule.route("/publisher", siteDefinitionRoutes);
publisherModule.route("/writer", contentPublishingRoutes);
publisherModule.route("/writer", schedulingRoutes);
