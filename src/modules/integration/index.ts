import { router } from "../../http/router";
import { connectionRoutes } from "./connection.routes";
import { integrationRoutes } from "./integrations.routes";
import { syncRoutes } from "./sync.routes";
import { webhookRoutes } from "./webhook.routes";

export const integration = router();
integration.route("/", webhookRoutes);
integration.route("/", integrationRoutes);
integration.route("/", connectionRoutes);
integration.route("/", syncRoutes);
