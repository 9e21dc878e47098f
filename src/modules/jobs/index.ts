import { router } from "../../http/router";
import { jobRoutes } from "./jobs.routes";

export const jobsModule = router();
jobsModule.route("/jobs", jobRoutes);
