import { router } from "../../http/router";
import { connectionRoutes } from "./connection.routes";
import { integrationRoutes } from "./integrations.routes";

export const integrationModule = router();
integrationModule.route("/integration", integrationRoutes);
integrationModule.route("/integration", connectionRoutes);
