import { router } from "../../http/router";
import { clusterRoutes } from "./clusters.routes";
import { ideaRoutes } from "./ideas.routes";
import { keywordBulkRoutes } from "./keywords-bulk.routes";
import { keywordRoutes } from "./keywords.routes";
import { workflowRoutes } from "./workflow.routes";

export const plannerModule = router();
plannerModule.route("/planner", keywordBulkRoutes);
plannerModule.route("/planner", workflowRoutes);
plannerModule.route("/planner", keywordRoutes);
plannerModule.route("/planner", clusterRoutes);
plannerModule.route("/planner", ideaRoutes);
