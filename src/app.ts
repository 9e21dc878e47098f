import { serveDocs } from "./http/docs";
import {
  blanksDropped,
  boundedBody,
  configured,
  crossOrigin,
  securityHeaders,
  requestId,
} from "./http/front";
import { rateLimitHeaders } from "./http/rate-limits";
import { serveMedia } from "./http/media";
import { module } from "./http/modules";
import { onError, onNotFound } from "./http/on-error";
import { router } from "./http/router";
import { moduleNames } from "./lib/modules";
import { apiKeysModule } from "./modules/api-keys";
import { auditModule } from "./modules/audit";
import { authModule } from "./modules/auth";
import { automationModule } from "./modules/automation";
import { billingModule } from "./modules/billing";
import { integrationModule } from "./modules/integration";
import { jobsModule } from "./modules/jobs";
import { keywordsLibraryModule } from "./modules/keywords-library";
import { linkerModule } from "./modules/linker";
import { notificationsModule } from "./modules/notifications";
import { optimizerModule } from "./modules/optimizer";
import { plannerModule } from "./modules/planner";
import { publisherModule } from "./modules/publisher";
import { sitesModule } from "./modules/sites";
import { syncModule } from "./modules/sync";
import { systemModule } from "./modules/system";
import { writerModule } from "./modules/writer";

export const app = router();

app.onError(onError);
app.notFound(onNotFound);
app.use(requestId, rateLimitHeaders, securityHeaders, crossOrigin, configured, blanksDropped, boundedBody);
for (const name of moduleNames) app.use(`/api/v1/${name}/*`, module(name));
for (const action of ["publish_to_wordpress", "schedule", "unschedule"])
  app.use(`/api/v1/writer/content/:id/${action}`, module("publisher"));

// From the ground up. `integration` comes after the modules whose paths its `/{id}` would match.
for (const mounted of [
  auditModule,
  notificationsModule,
  authModule,
  keywordsLibraryModule,
  sitesModule,
  systemModule,
  billingModule,
  apiKeysModule,
  jobsModule,
  integrationModule,
  plannerModule,
  writerModule,
  publisherModule,
  linkerModule,
  optimizerModule,
  syncModule,
  automationModule,
])
  app.route("/api/v1", mounted);

app.get("/media/:file", serveMedia);
serveDocs(app);
