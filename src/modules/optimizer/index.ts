import { router } from "../../http/router";
import { optimizerRoutes } from "./optimizer.routes";

export const optimizerModule = router();
optimizerModule.route("/optimizer", optimizerRoutes);
