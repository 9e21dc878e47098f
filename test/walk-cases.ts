import { eq } from "drizzle-orm";
import { ulid } from "ulidx";
import { app } from "../src/app";
import {
  accounts,
  apiKeys,
  automationRuns,
  auditEvents,
  contentLinks,
  contentIdeas,
  creditUsage,
  images,
  jobItems,
  jobs,
  modelCalls,
  notifications,
  seedKeywords,
} from "../src/db/schema";
import type { Role } from "../src/lib/roles";
import { aMember, anEmail, PASSWORD } from "./auth/helpers";
import { served } from "./documented";
import {
  aSite,
  clusterRow,
  colleagueRow,
  contentRow,
  db,
  grantRow,
  keywordRow,
  type Person,
  revisionRow,
  siteRow,
  taskRow,
  taxonomyRow,
} from "./factories";
import { integrationRow } from "./integration/helpers";

export type Operation = {
  name: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  role: Role | "public";
  takesJson: boolean;
  /** The fields of the query and, by their path, of the body that hold the id of something. */
  idFields: string[];
  queryFields: string[];
  bodyFields: string[];
  /** What the document says of it. */
  described: any;
};
type Schema = { $ref?: string; allOf?: Schema[]; properties?: Record<string, Schema>; items?: Schema };

const isId = (field: string) => /_ids?$|^ids?$|^site_access$/.test(field);

/** The ids in an address: `/content/{id}/revisions/{revision_id}`. */
const pathIdsOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** The paths of a body's fields: `tasks.0.site_id`. */
function fieldsOf(schema: Schema | undefined): string[] {
  if (!schema) return [];
  if (schema.$ref) return fieldsOf(served.components.schemas[schema.$ref.split("/").pop()!]);
  const own = Object.entries(schema.properties ?? {}).flatMap(([field, inner]) => [
    field,
    ...fieldsOf(inner.items).map((below) => `${field}.0.${below}`),
  ]);
  return [...own, ...(schema.allOf ?? []).flatMap(fieldsOf)];
}

export const operations: Operation[] = app.openAPIRegistry.definitions
  .flatMap((d) => (d.type === "route" ? [d.route as any] : []))
  .map(({ method, path, "x-required-role": role }) => {
    const described = served.paths[`${path}/`][method];
    const content = described.requestBody?.content ?? {};
    const bodyFields = fieldsOf(content["application/json"]?.schema);
    const queryFields = (described.parameters ?? []).flatMap((p: any) => (p.in === "query" ? [p.name] : []));
    const short = path.replace("/api/v1", "");
    const inBody = bodyFields.filter((field) => isId(field.split(".").at(-1)!));
    return {
      name: `${method.toUpperCase()} ${short}`,
      method,
      path: short,
      role,
      takesJson: "application/json" in content,
      idFields: [
        ...pathIdsOf(path).filter(isId),
        ...queryFields.filter(isId).map((field: string) => `query.${field}`),
        ...inBody.map((field) => `body.${field}`),
      ],
      queryFields,
      bodyFields,
      described,
    };
  });

/** What a request needs beside the operation: only ids, where nothing else is asked for. */
export type Case = { query?: Record<string, string | number>; body?: unknown } & Partial<
  Record<"id" | "revision_id" | "site_id" | "key" | "type", string | number>
>;

/** An account with a row of each kind, and another that staff may change. */
export type World = Awaited<ReturnType<typeof aWorld>>;
export async function aWorld(role: Role = "owner") {
  const person = await aMember(role);
  const { site, sector, place } = await aSite(person);
  const { account_id, site_id } = place;
  const connection = await integrationRow(place);
  const [, [cluster], [keyword], [task], [content], [approved], [taxonomy], [colleague], ...more] =
    await db.batch([
      grantRow(account_id, 5000),
      clusterRow(place),
      keywordRow(place, { volume: 100 }),
      taskRow(place),
      contentRow(place, { status: "review", content_html: ARTICLE }),
      contentRow(place, { status: "approved" }),
      taxonomyRow(place),
      colleagueRow(person.user, "editor"),
      connection.insert,
      siteRow(person),
    ]);
  const [[integration], [unconnected]] = more;
  const conflict = { remote_modified_at: null, local_updated_at: content!.updated_at, fields: ["title"] };
  const job = { id: ulid(), account_id, site_id, type: "generate_content", status: "failed" } as const;
  const now = new Date().toISOString();
  const publication = ulid();
  const [[account], [conflicted], [revision], [run], [client], [idea], [image], ...others] = await db.batch([
    db.select().from(accounts).where(eq(accounts.id, account_id)),
    contentRow(place, { external_id: "77", conflict }),
    revisionRow(content!, { title: "Before" }),
    db
      .insert(automationRuns)
      .values({
        run_id: ulid(),
        account_id,
        site_id,
        trigger_type: "manual",
        status: "completed",
        state: {},
        started_at: now,
        heartbeat_at: now,
      })
      .returning(),
    db.insert(accounts).values({ name: "Client", slug: crypto.randomUUID(), plan_id: 1 }).returning(),
    db
      .insert(contentIdeas)
      .values({ ...place, cluster_id: cluster!.id, idea_title: "An idea", title_key: "an idea" })
      .returning(),
    db
      .insert(images)
      .values({
        account_id,
        site_id,
        content_id: content!.id,
        image_type: "featured",
        position: 0,
        prompt: "A lamp",
      })
      .returning(),
    db
      .insert(notifications)
      .values({
        account_id,
        site_id,
        notification_type: "system_info",
        severity: "info",
        title: "Hello",
        message: "There",
      })
      .returning(),
    db
      .insert(apiKeys)
      .values({ account_id, site_id, name: "Key", prefix: "igny8_abcd", hash: crypto.randomUUID() })
      .returning(),
    db.select().from(seedKeywords).where(eq(seedKeywords.is_paid, false)).limit(1),
    keywordRow(place, { cluster_id: cluster!.id, status: "mapped" }),
    db
      .insert(jobs)
      .values({ ...job, total: 1, failed: 1, credits_reserved: 1, credits_released: 1, finished_at: now }),
    ...publicationRows(place, publication, approved!.id),
    db.insert(jobItems).values({
      account_id,
      site_id,
      job_id: job.id,
      kind: "generate_content",
      ref_id: task!.id,
      label: "Task",
      status: "failed",
      due_at: now,
      reserved: 1,
      settled_seq: 1,
      settled_at: now,
    }),
    db.insert(creditUsage).values({
      account_id,
      site_id,
      operation_type: "clustering",
      credits_used: 1,
      provider: "embedded",
      model: "m",
      tokens_in: 1,
      tokens_out: 1,
      cost_usd: 0,
    }),
    db.insert(modelCalls).values({
      account_id,
      site_id,
      job_id: job.id,
      function: "ideas",
      provider: "openai",
      model: "m",
      tokens_in: 1,
      tokens_out: 1,
      cost_usd: 0,
      latency_ms: 1,
      outcome: "ok",
    }),
    db.insert(contentLinks).values({
      account_id,
      site_id,
      content_id: content!.id,
      target_url: "/there/",
      anchor_text: "there",
      batch: ulid(),
    }),
    db.insert(auditEvents).values({
      account_id,
      user_id: person.user.id,
      role,
      action: "site.created",
      object_type: "site",
      request_id: "walk",
    }),
  ]);
  const [[notification], [key], [seed]] = others;
  return {
    person: person as Person,
    slug: account!.slug,
    account: account_id,
    client: client!.id,
    user: colleague!.id,
    site: site.id,
    siteSlug: site.slug,
    sector: sector.id,
    cluster: cluster!.id,
    keyword: keyword!.id,
    idea: idea!.id,
    task: task!.id,
    content: content!.id,
    conflicted: conflicted!.id,
    approved: approved!.id,
    taxonomy: taxonomy!.id,
    revision: revision!.id,
    image: image!.id,
    notification: notification!.id,
    key: key!.id,
    integration: integration!.id,
    unconnected: unconnected!.id,
    job: job.id,
    publication,
    run: run!.id,
    run_id: run!.run_id,
    seed: seed!.id,
    place,
  };
}

/** A job that has tried to publish the content. */
function publicationRows(
  { account_id, site_id }: { account_id: number; site_id: number },
  id: string,
  content: number,
) {
  const owner = { account_id, site_id };
  const now = new Date().toISOString();
  const ended = { status: "failed" as const, finished_at: now };
  return [
    db
      .insert(jobs)
      .values({ id, ...owner, ...ended, type: "publish", total: 1, failed: 1, credits_reserved: 0 }),
    db.insert(jobItems).values({
      ...owner,
      job_id: id,
      kind: "publish_content",
      ref_id: content,
      label: "Content",
      status: "failed",
      due_at: now,
      reserved: 0,
      settled_seq: 1,
      settled_at: now,
    }),
  ] as const;
}
const ARTICLE = `<h2>One</h2><p>${"Plain words follow each other here. ".repeat(80)}</p><h2>Two</h2><p>The end.</p>`;

const where = (w: World) => ({ site_id: w.site, sector_id: w.sector });
const ofRun = (w: World) => ({ query: { site_id: w.site, run_id: w.run_id } });
const onSite = (w: World) => ({ query: { site_id: w.site } });
const inCluster = (w: World) => ({ ...where(w), cluster_id: w.cluster });
const filtered = (w: World) => ({ query: inCluster(w) });
const ofContent = (w: World) => ({ id: w.content, revision_id: w.revision });
const text = () => `walk ${crypto.randomUUID().slice(0, 8)}`;

/** A valid request of each operation that takes an id, a query's id or a body, in the world it is asked of. */
export const cases: Record<string, (w: World) => Case> = {
  "POST /auth/register": () => ({ body: { email: anEmail(), password: PASSWORD, account_name: text() } }),
  "POST /auth/login": (w) => ({ body: { email: w.person.user.email, password: PASSWORD } }),
  "POST /auth/token/refresh": () => ({ body: { refresh: "of-nobody" } }),
  "POST /auth/password/change": () => ({
    body: { current_password: PASSWORD, new_password: "another horse battery" },
  }),
  "POST /auth/password/reset": (w) => ({ body: { email: w.person.user.email } }),
  "POST /auth/password/reset/confirm": () => ({ body: { token: "of-nobody", password: PASSWORD } }),
  "POST /auth/users": (w) => ({ body: { email: anEmail(), role: "editor", site_access: [w.site] } }),
  "GET /auth/users/{id}": (w) => ({ id: w.user }),
  "POST /auth/users/{id}/invite": (w) => ({ id: w.user }),
  "PUT /auth/users/{id}": (w) => ({ id: w.user, body: { first_name: "Ada", site_access: [w.site] } }),
  "DELETE /auth/users/{id}": (w) => ({ id: w.user }),
  "PUT /auth/account": () => ({ body: { name: "Renamed", timezone: "Europe/Paris" } }),
  "DELETE /auth/account": (w) => ({ body: { password: PASSWORD, confirm: w.slug } }),
  "PUT /auth/account/{id}/status": (w) => ({ id: w.client, body: { status: "active" } }),
  "POST /auth/sites": () => ({ body: { name: text(), industry_id: 1 } }),
  "GET /auth/sites/{id}": (w) => ({ id: w.site }),
  "PUT /auth/sites/{id}": (w) => ({ id: w.site, body: { name: "Renamed", industry_id: 1 } }),
  "DELETE /auth/sites/{id}": (w) => ({ id: w.site }),
  "GET /auth/sectors": (w) => ({ query: { site_id: w.site } }),
  "POST /auth/sectors": (w) => ({ body: { site_id: w.site, name: text(), industry_sector_id: 1 } }),
  "GET /auth/sectors/{id}": (w) => ({ id: w.sector }),
  "PUT /auth/sectors/{id}": (w) => ({ id: w.sector, body: { name: "Renamed" } }),
  "DELETE /auth/sectors/{id}": (w) => ({ id: w.sector }),
  "GET /auth/audit": (w) => ({ query: { user_id: w.person.user.id } }),
  "GET /billing/usage": (w) => ({ query: { site_id: w.site } }),
  "GET /billing/usage/calls": (w) => ({ query: { site_id: w.site, job_id: w.job } }),
  "GET /billing/usage/summary": (w) => ({ query: { site_id: w.site } }),
  "POST /billing/credits/grant": (w) => ({ body: { account_id: w.client, amount: 5, reason: "Walk" } }),
  "PUT /auth/account/{id}/plan": (w) => ({ id: w.client, body: { plan: "growth" } }),
  "GET /automation/config": onSite,
  "PUT /automation/update_config": (w) => ({ ...onSite(w), body: { frequency: "weekly" } }),
  "POST /automation/run_now": onSite,
  "POST /automation/pause": ofRun,
  "POST /automation/resume": ofRun,
  "POST /automation/cancel": ofRun,
  "GET /automation/current_run": onSite,
  "GET /automation/pipeline_overview": onSite,
  "GET /automation/current_processing": onSite,
  "GET /automation/history": onSite,
  "GET /automation/logs": ofRun,
  "GET /automation/estimate": onSite,
  "GET /automation/events": onSite,
  "GET /automation/runs": onSite,
  "GET /automation/runs/{id}": (w) => ({ id: w.run }),
  "GET /automation/runs/{id}/report": (w) => ({ id: w.run }),
  "GET /integration": (w) => ({ query: { site_id: w.site } }),
  "POST /integration": (w) => ({
    body: {
      site_id: w.unconnected,
      external_site_url: "https://example.com",
      auth_type: "application_password",
      username: "editor",
      credential: "abcd efgh",
    },
  }),
  "GET /integration/{id}": (w) => ({ id: w.integration }),
  "PUT /integration/{id}": (w) => ({ id: w.integration, body: { is_active: false } }),
  "DELETE /integration/{id}": (w) => ({ id: w.integration }),
  "POST /integration/{id}/test_connection": (w) => ({ id: w.integration }),
  "POST /integration/{id}/test_collection_connection": (w) => ({
    id: w.integration,
    body: { collection: "posts" },
  }),
  "POST /integration/{id}/update_structure": (w) => ({ id: w.integration }),
  "GET /integration/{id}/content_types": (w) => ({ id: w.integration }),
  "POST /integration/{id}/sync": (w) => ({ id: w.integration, body: { direction: "metadata" } }),
  "GET /integration/{id}/sync_status": (w) => ({ id: w.integration }),
  "GET /integration/{id}/sync_health": (w) => ({ id: w.integration }),
  "POST /integration/site_sync": (w) => ({ body: { site_id: w.site, direction: "both" } }),
  "POST /integration/webhook/wordpress": () => ({
    body: {
      event_id: crypto.randomUUID(),
      event: "term.created",
      occurred_at: new Date().toISOString(),
      site_url: "https://blog.example.com",
      term: { id: 5, taxonomy: "category", name: "News", slug: "news" },
    },
  }),
  "GET /integration/api-keys": (w) => ({ query: { site_id: w.site } }),
  "POST /integration/api-keys": (w) => ({ body: { site_id: w.site, name: "Key" } }),
  "POST /integration/api-keys/{id}/rotate": (w) => ({ id: w.key }),
  "DELETE /integration/api-keys/{id}": (w) => ({ id: w.key }),
  "GET /integration/sites/{site_id}/unified-settings": (w) => ({ site_id: w.site }),
  "PATCH /integration/sites/{site_id}/unified-settings": (w) => ({
    site_id: w.site,
    body: { automation_config: { enabled: true, stage_1_batch_size: 20 } },
  }),
  "GET /integration/sites/{site_id}/publishing-settings": (w) => ({ site_id: w.site }),
  "PUT /integration/sites/{site_id}/publishing-settings": (w) => ({
    site_id: w.site,
    body: {
      auto_approval_enabled: true,
      auto_publish_enabled: false,
      daily_publish_limit: 2,
      weekly_publish_limit: 10,
      monthly_publish_limit: 30,
      publish_days: ["mon"],
      publish_time_slots: ["10:00"],
    },
  }),
  "PATCH /integration/sites/{site_id}/publishing-settings": (w) => ({
    site_id: w.site,
    body: { publish_time_slots: ["10:00", { start: "12:00", end: "15:00" }] },
  }),
  "GET /jobs/{id}": (w) => ({ id: w.job }),
  "GET /jobs/{id}/events": (w) => ({ id: w.job }),
  "POST /jobs/{id}/cancel": (w) => ({ id: w.job }),
  "POST /jobs/{id}/retry": (w) => ({ id: w.job }),
  "GET /keywords-library": () => ({ query: { sector_ids: 1 } }),
  "GET /keywords-library/sector_stats": (w) => ({ query: { sector_ids: 1, site_id: w.site } }),
  "GET /auth/keywords-library": () => ({ query: { sector_ids: 1 } }),
  "GET /auth/keywords-library/sector_stats": (w) => ({ query: { sector_ids: 1, site_id: w.site } }),
  "POST /keywords-library/import": () => ({
    body: "industry,sector,keyword,volume,difficulty,country\nHealth,Sleep,walk,10,20,US\n",
  }),
  "POST /linker/process": (w) => ({ body: { content_id: w.content, dry_run: true } }),
  "POST /linker/batch_process": (w) => ({ body: { content_ids: [w.content] } }),
  "POST /linker/undo": (w) => ({ body: { content_id: w.content } }),
  "GET /linker/map": (w) => ({ query: { site_id: w.site } }),
  "GET /linker/map/view": (w) => ({ query: { site_id: w.site } }),
  "POST /optimizer/analyze": (w) => ({ body: { content_id: w.content } }),
  "GET /optimizer/overlap": (w) => ({ query: { content_id: w.content, site_id: w.site } }),
  "POST /optimizer/optimize": (w) => ({ body: { content_id: w.content } }),
  "POST /optimizer/batch_optimize": (w) => ({ body: { content_ids: [w.content] } }),
  "GET /notifications/{id}": (w) => ({ id: w.notification }),
  "DELETE /notifications/{id}": (w) => ({ id: w.notification }),
  "POST /notifications/{id}/read": (w) => ({ id: w.notification }),
  "POST /planner/keywords/bulk_delete": (w) => ({ body: { ids: [w.keyword] } }),
  "POST /planner/keywords/bulk_status": (w) => ({ body: { ids: [w.keyword], status: "new" } }),
  "GET /planner/keywords/export": filtered,
  "POST /planner/keywords/add_to_workflow": (w) => ({ body: { ...where(w), seed_keyword_ids: [w.seed] } }),
  "GET /planner/keywords": filtered,
  "POST /planner/keywords": (w) => ({ body: { ...where(w), keyword: text(), volume: 10 } }),
  "POST /planner/keywords/import": (w) => ({ query: where(w), body: "keyword,volume\nwalked,10\n" }),
  "GET /planner/keywords/{id}": (w) => ({ id: w.keyword }),
  "PUT /planner/keywords/{id}": (w) => ({
    id: w.keyword,
    body: { keyword: text(), difficulty: 3, cluster_id: w.cluster },
  }),
  "DELETE /planner/keywords/{id}": (w) => ({ id: w.keyword }),
  "GET /planner/clusters": (w) => ({ query: where(w) }),
  "POST /planner/clusters": (w) => ({ body: { ...where(w), name: text() } }),
  "POST /planner/clusters/auto_cluster": (w) => ({ body: { ...where(w), ids: [w.keyword] } }),
  "POST /planner/clusters/generate_ideas": (w) => ({ body: { ids: [w.cluster], count: 2 } }),
  "GET /planner/clusters/{id}": (w) => ({ id: w.cluster }),
  "PUT /planner/clusters/{id}": (w) => ({ id: w.cluster, body: { name: text() } }),
  "DELETE /planner/clusters/{id}": (w) => ({ id: w.cluster }),
  "POST /planner/clusters/{id}/move_keywords": (w) => ({ id: w.cluster, body: { keyword_ids: [w.keyword] } }),
  "GET /planner/ideas": filtered,
  "POST /planner/ideas": (w) => ({ body: { ...inCluster(w), idea_title: text(), headings: ["One"] } }),
  "POST /planner/ideas/create_tasks": (w) => ({ body: { ids: [w.idea] } }),
  "GET /planner/ideas/{id}": (w) => ({ id: w.idea }),
  "PUT /planner/ideas/{id}": (w) => ({ id: w.idea, body: { cluster_id: w.cluster, idea_title: text() } }),
  "DELETE /planner/ideas/{id}": (w) => ({ id: w.idea }),
  "PUT /system/settings/integrations/openai": () => ({
    body: { enabled: true, model: "a-model", api_key: "sk-walked-through-here" },
  }),
  "PUT /system/settings/integrations/image_generation": () => ({
    body: { quality: "quality", max_images: 2 },
  }),
  // Nothing listens there: the answer tells so.
  "POST /system/settings/integrations/test": () => ({
    body: { provider: "openai", base_url: "http://127.0.0.1:9/v1", api_key: "sk-walked", model: "a-model" },
  }),
  "GET /system/settings/content/{key}": () => ({ id: "content_generation" }),
  "POST /system/settings/content/{key}/save": () => ({ id: "publishing", body: { auto_schedule: true } }),
  "GET /system/prompts/{type}": () => ({ id: "clustering" }),
  "PUT /system/prompts/{type}": () => ({ id: "clustering", body: { prompt: "Group these: {clusters}" } }),
  "POST /system/prompts/{type}/reset": () => ({ id: "clustering" }),
  "PUT /system/modules": () => ({ body: { linker: false } }),
  "GET /writer/tasks": filtered,
  "POST /writer/tasks": (w) => ({ body: { ...inCluster(w), title: text(), keywords: ["one"] } }),
  "POST /writer/tasks/bulk_create": (w) => ({ body: { tasks: [{ ...inCluster(w), title: text() }] } }),
  "POST /writer/tasks/{id}/generate_content": (w) => ({ id: w.task, body: { dry_run: false } }),
  "GET /writer/tasks/{id}": (w) => ({ id: w.task }),
  "PUT /writer/tasks/{id}": (w) => ({ id: w.task, body: { title: text(), word_count: 700 } }),
  "DELETE /writer/tasks/{id}": (w) => ({ id: w.task }),
  "GET /writer/content": filtered,
  "POST /writer/content": (w) => ({ body: { ...inCluster(w), title: text(), content_html: "<p>One</p>" } }),
  "GET /writer/content/{id}": (w) => ({ id: w.content }),
  "PUT /writer/content/{id}": (w) => ({ id: w.content, body: { title: text(), tags: ["one"] } }),
  "DELETE /writer/content/{id}": (w) => ({ id: w.content }),
  "POST /writer/content/{id}/update_content": (w) => ({ id: w.content, body: { excerpt: "Short" } }),
  "POST /writer/content/{id}/approve": (w) => ({ id: w.content }),
  "POST /writer/content/{id}/schedule": (w) => ({
    id: w.approved,
    body: { scheduled_publish_at: new Date(Date.now() + 3_600_000).toISOString() },
  }),
  "POST /writer/content/{id}/publish_to_wordpress": (w) => ({ id: w.approved }),
  "POST /publisher/publish": (w) => ({ body: { content_ids: [w.approved], site_id: w.site } }),
  "GET /publisher/publish/status": (w) => ({ query: { content_id: w.approved, task_id: w.publication } }),
  "GET /publisher/records": (w) => ({ query: { site_id: w.site, content_id: w.approved } }),
  "POST /publisher/records": (w) => ({ body: { content_id: w.approved } }),
  "GET /publisher/deployments": (w) => ({ query: { site_id: w.site } }),
  "GET /publisher/site-definition": (w) => ({ query: { site: w.siteSlug } }),
  "POST /writer/content/{id}/unschedule": (w) => ({ id: w.approved }),
  "POST /writer/content/{id}/generate_images": (w) => ({ id: w.content, body: { max_images: 2 } }),
  "POST /writer/content/{id}/resolve_conflict": (w) => ({ id: w.conflicted, body: { choice: "overwrite" } }),
  "POST /writer/content/{id}/preview_link": (w) => ({ id: w.content }),
  "GET /writer/content/{id}/preview": (w) => ({ id: w.content }),
  "GET /writer/content/{id}/revisions": (w) => ({ id: w.content }),
  "GET /writer/content/{id}/revisions/{revision_id}": ofContent,
  "POST /writer/content/{id}/revisions/{revision_id}/restore": ofContent,
  "GET /writer/taxonomies": (w) => ({ query: { site_id: w.site } }),
  "POST /writer/taxonomies": (w) => ({ body: { site_id: w.site, taxonomy_type: "tag", name: text() } }),
  "GET /writer/taxonomies/{id}": (w) => ({ id: w.taxonomy }),
  "PUT /writer/taxonomies/{id}": (w) => ({ id: w.taxonomy, body: { name: text() } }),
  "DELETE /writer/taxonomies/{id}": (w) => ({ id: w.taxonomy }),
  "GET /writer/images": (w) => ({ query: { site_id: w.site, content_id: w.content } }),
  "POST /writer/images/generate_for_content": (w) => ({ body: { content_id: w.content, max_images: 2 } }),
  "POST /writer/images/regenerate": (w) => ({ body: { image_id: w.image, prompt: "A lamp" } }),
  "GET /writer/images/{id}": (w) => ({ id: w.image }),
  "PUT /writer/images/{id}": (w) => ({ id: w.image, body: { alt_text: "A lamp" } }),
  "DELETE /writer/images/{id}": (w) => ({ id: w.image }),
};

/** The address and the body of a request. */
export function requestOf({ path }: Pick<Operation, "path">, { query, body, ...ids }: Case) {
  const search = new URLSearchParams(Object.entries(query ?? {}).map(([key, value]) => [key, String(value)]));
  const address = path.replace(/\{(\w+)\}/g, (_, name) => String(ids[name as keyof typeof ids] ?? ids.id));
  return { path: `${address}/${search.size ? `?${search}` : ""}`, body };
}
