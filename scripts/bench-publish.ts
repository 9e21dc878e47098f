// Publishes articles with three images each to a real WordPress: how long, by how many requests, in how much memory.
import { execFileSync } from "node:child_process";
import { Client } from "../test/browser/client.ts";
import { type Site, startSite } from "../test/wordpress/harness/site.ts";
import { startTemporaryWorker } from "./temporary-worker.ts";

const ARTICLES = Number(process.argv[2] ?? 100);
const IMAGES = 3;
const LIMIT = 4 + IMAGES;
const POLL_MS = 500;

const wordpress = await startSite();
const worker = await startTemporaryWorker({ ALLOWED_PRIVATE_HOSTS: new URL(wordpress.url).host });
try {
  await measure(new Client(worker.origin), wordpress);
} finally {
  await worker.stop();
  await wordpress.stop();
}

async function measure(api: Client, { url, users, asked }: Site) {
  await api.register();
  const site = await api.call("POST", "/auth/sites/", { name: "Bench" });
  const sector = await api.call("POST", "/auth/sectors/", { site_id: site.id, name: "All" });
  const { username, application_password: credential } = users.editor;
  const way = { auth_type: "application_password", username, credential };
  await api.call("POST", "/integration/", { site_id: site.id, external_site_url: url, ...way });
  for (let n = 1; n <= ARTICLES; n++) await write(api, { site_id: site.id, sector_id: sector.id }, n);
  const before = asked().length;
  const start = Date.now();
  const { task_id } = await api.call("POST", "/publisher/publish/", { site_id: site.id });
  let memory = 0;
  let job: { status: string; done: number; failed: number };
  do {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    job = await api.call("GET", `/jobs/${task_id}/`);
    memory = Math.max(memory, residentMb());
  } while (["queued", "running"].includes(job.status));
  const seconds = (Date.now() - start) / 1000;
  const requests = (asked().length - before) / ARTICLES;
  console.log(`${job.done} articles with ${IMAGES} images published, ${job.failed} failed`);
  console.log(`time      ${seconds.toFixed(1)} s, ${(seconds / ARTICLES).toFixed(2)} s an article`);
  console.log(`requests  ${requests.toFixed(2)} an article (${LIMIT} allowed)`);
  const kinds = new Map<string, number>();
  for (const line of asked().slice(before)) {
    const kind = line.replace(/\?.*/, "").replace(/\d+/g, "N");
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of kinds) console.log(`          ${count} ${kind}`);
  console.log(`memory    ${memory} MB at most, the whole runtime`);
  if (job.done !== ARTICLES || requests > LIMIT) process.exitCode = 1;
}

async function write(api: Client, place: Record<string, number>, n: number) {
  const body = "<p>Words follow words here, one after the other.</p>".repeat(20);
  const content_html = `<h2>One</h2>${body}<h2>Two</h2>${body}<h2>Three</h2>${body}`;
  const { id } = await api.call("POST", "/writer/content/", {
    ...place,
    title: `Article ${n}`,
    content_html,
  });
  await api.work(`/writer/content/${id}/generate_images/`, { max_images: IMAGES - 1 });
  await api.call("POST", `/writer/content/${id}/approve/`);
}

/** Of the runtime that descends from this process. */
function residentMb(): number {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,comm="], { encoding: "utf8" }).trim().split("\n");
  const processes = lines.map((line) => {
    const [pid, parent, rss, name] = line.trim().split(/\s+/);
    return { pid, parent, rss: Number(rss), name };
  });
  const family = new Set([String(process.pid)]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent!)) family.add(pid!);
  }
  const runtimes = processes.filter(({ pid, name }) => family.has(pid!) && name === "workerd");
  return Math.round(Math.max(0, ...runtimes.map(({ rss }) => rss)) / 1024);
}
