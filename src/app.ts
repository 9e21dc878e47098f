import { serveDocs } from "./http/docs";
import { blanksDropped, boundedBody, configured, crossOrigin, headers, requestId } from "./http/front";
import { rateLimitHeaders } from "./http/limits";
import { serveMedia } from "./http/media";
import { module } from "./http/modules";
import { onError, onNotFound } from "./http/on-error";
import { router } from "./http/router";
import { moduleNames } from "./lib/modules";
import { apiKeyRoutes } from "./modules/api-keys/api-keys.routes";
import { auth } from "./modules/auth";
import { automationRoutes } from "./modules/automation/automation.routes";
import { billingRoutes } from "./modules/billing/billing.routes";
import { grantRoutes } from "./modules/billing/grants.routes";
import { siteSettingsRoutes } from "./modules/integration/site-settings.routes";
import { integration } from "./modules/integration";
import { conflictRoutes } from "./modules/integration/conflicts.routes";
import { jobRoutes } from "./modules/jobs/jobs.routes";
import { libraryRoutes, libraryStaffRoutes } from "./modules/keywords-library/library.routes";
import { linkerRoutes } from "./modules/linker/linker.routes";
import { notificationRoutes } from "./modules/notifications/notifications.routes";
import { optimizerRoutes } from "./modules/optimizer/optimizer.routes";
import { planner } from "./modules/planner";
import { publisher, writerPublishing } from "./modules/publisher";
import { system } from "./modules/system";
import { writer } from "./modules/writer";

export const app = router();

app.onError(onError);
app.notFound(onNotFound);
app.use(requestId, rateLimitHeaders, headers, crossOrigin, configured, blanksDropped, boundedBody);
for (const name of moduleNames) app.use(`/api/v1/${name}/*`, module(name));
for (const action of ["publish_to_wordpress", "schedule", "unschedule"])
  app.use(`/api/v1/writer/content/:id/${action}`, module("publisher"));

app.route("/api/v1/auth", auth);
app.route("/api/v1/automation", automationRoutes);
app.route("/api/v1/billing", billingRoutes);
app.route("/api/v1", grantRoutes);
// Before what takes any word for the id of an integration.
app.route("/api/v1/integration", apiKeyRoutes);
app.route("/api/v1/integration", siteSettingsRoutes);
app.route("/api/v1/integration", integration);
app.route("/api/v1/jobs", jobRoutes);
for (const path of ["/api/v1/keywords-library", "/api/v1/auth/keywords-library"])
  app.route(path, libraryRoutes);
app.route("/api/v1/keywords-library", libraryStaffRoutes);
app.route("/api/v1/linker", linkerRoutes);
app.route("/api/v1/notifications", notificationRoutes);
app.route("/api/v1/optimizer", optimizerRoutes);
app.route("/api/v1/planner", planner);
app.route("/api/v1/publisher", publisher);
app.route("/api/v1/system", system);
app.route("/api/v1/writer", writer);
app.route("/api/v1/writer", writerPublishing);
app.route("/api/v1/writer", conflictRoutes);

app.get("/media/:file", serveMedia);
serveDocs(app);
