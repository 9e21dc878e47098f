import { router } from "../../http/router";
import { linkerRoutes } from "./linker.routes";

export const linkerModule = router();
linkerModule.route("/linker", linkerRoutes);
