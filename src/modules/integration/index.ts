import { router } from "../../http/router";
import { integrationRoutes } from "./integrations.routes";

export const integration = router();

integration.route("/", integrationRoutes);
