import { router } from "../../http/router";
import { apiKeyRoutes } from "./api-keys.routes";

export const apiKeysModule = router();
apiKeysModule.route("/integration", apiKeyRoutes);
