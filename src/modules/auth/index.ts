import { router } from "../../http/router";
import { auditRoutes } from "../audit/audit.routes";
import { accountRoutes } from "./account.routes";
import { authRoutes } from "./auth.routes";
import { passwordRoutes } from "./passwords.routes";
import { sectorRoutes } from "./sectors.routes";
import { siteRoutes } from "./sites.routes";
import { userRoutes } from "./users.routes";

export const auth = router();
auth.route("/", authRoutes);
auth.route("/", passwordRoutes);
auth.route("/", userRoutes);
auth.route("/", accountRoutes);
auth.route("/", siteRoutes);
auth.route("/", sectorRoutes);
auth.route("/", auditRoutes);
