import { router } from "../../http/router";
import { connectionRoutes } from "./connection.routes";
import { integrationRoutes } from "./integrations.routes";
import { syncRoutes } from "./sync.routes";

export const integration = router();
integration.route("/", integrationRoutes);
integration.route("/", connectionRoutes);
integration.route("/", syncRoutes);
