import { router } from "../../http/router";
import { connectionRoutes } from "./connection.routes";
import { integrationRoutes } from "./integrations.routes";

export const integration = router();
integration.route("/", integrationRoutes);
integration.route("/", connectionRoutes);
