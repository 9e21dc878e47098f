import { router } from "../../http/router";
import { automationRoutes } from "./automation.routes";

export const automationModule = router();
automationModule.route("/automation", automationRoutes);
