import { router } from "../../http/router";
import { conflictRoutes } from "./conflicts.routes";
import { syncRoutes } from "./sync.routes";
import { webhookRoutes } from "./webhook.routes";

export const syncModule = router();
syncModule.route("/integration", webhookRoutes);
syncModule.route("/integration", syncRoutes);
syncModule.route("/writer", conflictRoutes);
