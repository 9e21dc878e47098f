import { router } from "../../http/router";
import { contentSettingsRoutes } from "./content-settings.routes";
import { healthRoutes } from "./health.routes";
import { modelRoutes } from "./models.routes";
import { moduleRoutes } from "./modules.routes";
import { promptRoutes } from "./prompts.routes";
import { providerRoutes } from "./providers.routes";

export const system = router();
system.route("/", providerRoutes);
system.route("/", contentSettingsRoutes);
system.route("/", promptRoutes);
system.route("/", moduleRoutes);
system.route("/", modelRoutes);
system.route("/", healthRoutes);
