import { router } from "../../http/router";
import { accountRoutes } from "./account.routes";
import { authRoutes } from "./auth.routes";
import { passwordRoutes } from "./passwords.routes";
import { userRoutes } from "./users.routes";

export const authModule = router();
authModule.route("/auth", authRoutes);
authModule.route("/auth", passwordRoutes);
authModule.route("/auth", userRoutes);
authModule.route("/auth", accountRoutes);
