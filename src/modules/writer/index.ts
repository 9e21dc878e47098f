import { router } from "../../http/router";
import { contentRoutes } from "./content.routes";
import { imageRoutes } from "./images.routes";
import { revisionRoutes } from "./revisions.routes";
import { taxonomyRoutes } from "./taxonomies.routes";
import { taskRoutes } from "./tasks.routes";

export const writer = router();
writer.route("/", taskRoutes);
writer.route("/", contentRoutes);
writer.route("/", imageRoutes);
writer.route("/", revisionRoutes);
writer.route("/", taxonomyRoutes);
