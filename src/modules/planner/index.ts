import { router } from "../../http/router";
import { clusterRoutes } from "./clusters.routes";
import { ideaRoutes } from "./ideas.routes";
import { keywordBulkRoutes } from "./keywords-bulk.routes";
import { keywordRoutes } from "./keywords.routes";
import { workflowRoutes } from "./workflow.routes";

export const planner = router();
planner.route("/", keywordBulkRoutes);
planner.route("/", workflowRoutes);
planner.route("/", keywordRoutes);
planner.route("/", clusterRoutes);
planner.route("/", ideaRoutes);
