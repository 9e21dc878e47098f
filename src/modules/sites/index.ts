import { router } from "../../http/router";
import { sectorRoutes } from "./sectors.routes";
import { siteSettingsRoutes } from "./site-settings.routes";
import { siteRoutes } from "./sites.routes";

export const sitesModule = router();
sitesModule.route("/auth", siteRoutes);
sitesModule.route("/auth", sectorRoutes);
sitesModule.route("/integration", siteSettingsRoutes);
