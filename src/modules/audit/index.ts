import { router } from "../../http/router";
import { auditRoutes } from "./audit.routes";

export const auditModule = router();
auditModule.route("/auth", auditRoutes);
