import { router } from "../../http/router";
import { contentSettingsRoutes } from "./content-settings.routes";
import { healthRoutes } from "./health.routes";
import { modelRoutes } from "./models.routes";
import { moduleRoutes } from "./modules.routes";
import { promptRoutes } from "./prompts.routes";
import { providerRoutes } from "./providers.routes";

export const systemModule = router();
systemModule.route("/system", providerRoutes);
systemModule.route("/system", contentSettingsRoutes);
systemModule.route("/system", promptRoutes);
systemModule.route("/system", moduleRoutes);
systemModule.route("/system", modelRoutes);
systemModule.route("/system", healthRoutes);
