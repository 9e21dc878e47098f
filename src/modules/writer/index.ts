import { router } from "../../http/router";
import { contentRoutes } from "./content.routes";
import { imageRoutes } from "./images.routes";
import { revisionRoutes } from "./revisions.routes";
import { taskRoutes } from "./tasks.routes";
import { taxonomyRoutes } from "./taxonomies.routes";

export const writerModule = router();
writerModule.route("/writer", taskRoutes);
writerModule.route("/writer", contentRoutes);
writerModule.route("/writer", imageRoutes);
writerModule.route("/writer", revisionRoutes);
writerModule.route("/writer", taxonomyRoutes);
