import { router } from "../../http/router";
import { clusterRoutes } from "./clusters.routes";
import { ideaRoutes } from "./ideas.routes";
import { keywordRoutes } from "./keywords.routes";

export const planner = router();
planner.route("/", keywordRoutes);
planner.route("/", clusterRoutes);
planner.route("/", ideaRoutes);
