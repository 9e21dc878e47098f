import { router } from "../../http/router";
import { libraryRoutes, libraryStaffRoutes } from "./library.routes";

export const keywordsLibraryModule = router();
keywordsLibraryModule.route("/keywords-library", libraryRoutes);
keywordsLibraryModule.route("/auth/keywords-library", libraryRoutes);
keywordsLibraryModule.route("/keywords-library", libraryStaffRoutes);
