import { router } from "../../http/router";
import { billingRoutes } from "./billing.routes";
import { grantRoutes } from "./grants.routes";

export const billingModule = router();
billingModule.route("/billing", billingRoutes);
billingModule.route("/", grantRoutes);
