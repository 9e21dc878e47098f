// The main job on embedded defaults: 600 real keywords become clusters, ideas, tasks and illustrated articles.
// Everything below `main` is plain HTTP, so it is also the shortest example of a client.
import { createServer } from "node:net";
import { readFileSync } from "node:fs";
import { prepare, root, startWorker } from "./local.ts";
import { bar, bold, dim, duration, table } from "./terminal.ts";

const CLUSTERS_TO_DEVELOP = 12;
const ARTICLES = 6;
const MAX_BREAKS = 10;
const once = process.argv.includes("--once");

type Job = {
  id: string;
  status: string;
  total: number;
  done: number;
  failed: number;
  cancelled: number;
  credits_charged: number;
  error: string | null;
};
type Step = { step: string; result: string; credits: number; ms: number };

class Client {
  readonly origin: string;
  #token = "";
  constructor(origin: string) {
    this.origin = origin;
  }

  async call(method: string, path: string, body?: unknown, type = "application/json"): Promise<any> {
    const response = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: { "Content-Type": type, ...(this.#token && { Authorization: `Bearer ${this.#token}` }) },
      body:
        body === undefined
          ? undefined
          : type === "application/json"
            ? JSON.stringify(body)
            : (body as BodyInit),
    });
    const reply: any = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(reply)}`);
    return reply.data ?? reply;
  }

  async register() {
    const email = `demo-${Date.now().toString(36)}@example.com`;
    const { access } = await this.call("POST", "/auth/register/", {
      email,
      password: crypto.randomUUID(),
      account_name: "Demo",
    });
    this.#token = access;
  }

  /** Follows a job by its event stream; where the stream breaks, it comes back to where that left off. */
  async follow(id: string, onChange: (job: Job) => void): Promise<Job> {
    let job: Job | undefined;
    let last = "0";
    for (let breaks = 0; !job || ["queued", "running"].includes(job.status);) {
      try {
        for await (const event of this.#events(id, last)) {
          last = event.id ?? last;
          if (event.name === "item") reportFailure(JSON.parse(event.data));
          if (event.name === "job") onChange((job = JSON.parse(event.data)));
        }
      } catch (error) {
        if (++breaks > MAX_BREAKS) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
    return job;
  }

  async *#events(id: string, last: string) {
    const stream = await fetch(`${this.origin}/api/v1/jobs/${id}/events/`, {
      headers: { Authorization: `Bearer ${this.#token}`, "Last-Event-ID": last },
    });
    if (!stream.ok || !stream.body)
      throw new Error(`The job's events: ${stream.status} ${await stream.text()}`);
    yield* eventsOf(stream.body);
  }
}

async function* eventsOf(body: ReadableStream<Uint8Array>) {
  let text = "";
  for await (const chunk of body.pipeThrough(
    new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
  )) {
    text += chunk;
    const events = text.split("\n\n");
    text = events.pop()!;
    for (const event of events) {
      const field = (name: string) => event.match(new RegExp(`^${name}: (.*)$`, "m"))?.[1];
      yield { id: field("id"), name: field("event"), data: field("data") ?? "" };
    }
  }
}

const failures: string[] = [];
const reportFailure = (item: { status: string; label: string; error: string }) => {
  if (item.status === "failed") failures.push(`${item.label}: ${item.error}`);
};

async function main() {
  const storage = `${root}.demo`;
  console.log(dim("Preparing the local worker …"));
  prepare(storage, true);
  const log: string[] = [];
  const worker = await startWorker(await freePort(8787), storage, (text) => void log.push(text));
  process.once("SIGINT", () => void worker.stop());
  try {
    await showPipeline(new Client(worker.origin));
    if (once) return;
    console.log(dim("\nThe worker stays up until Ctrl-C."));
    await worker.exited;
  } catch (error) {
    console.error(log.join("").slice(-4000));
    throw error;
  } finally {
    await worker.stop();
  }
}

async function showPipeline(api: Client) {
  const steps: Step[] = [];
  const step = async (name: string, work: () => Promise<{ result: string; credits?: number }>) => {
    const started = Date.now();
    const { result, credits = 0 } = await work();
    steps.push({ step: name, result, credits, ms: Date.now() - started });
  };
  const job = async (name: string, ids: string[]) => {
    let credits = 0;
    for (const [n, id] of ids.entries()) {
      const done = await api.follow(id, (state) =>
        bar(name, (n + state.done / Math.max(1, state.total)) / ids.length),
      );
      if (done.status !== "succeeded" || done.failed)
        throw new Error(`${name}: ${done.error ?? done.status}\n${failures.join("\n")}`);
      credits += done.credits_charged;
    }
    bar(name, 1);
    return credits;
  };

  await api.register();
  const industries = await api.call("GET", "/auth/industries/?page_size=100");
  const industry = industries.results.find((row: any) => row.slug === "health-wellness");
  const site = await api.call("POST", "/auth/sites/", {
    name: "Second Spring",
    domain: "second-spring.example",
    industry_id: industry.id,
  });
  const sector = await api.call("POST", "/auth/sectors/", {
    site_id: site.id,
    industry_sector_id: industry.sectors.find((row: any) => /women/i.test(row.name)).id,
  });
  const place = `site_id=${site.id}&sector_id=${sector.id}`;

  await step("Import", async () => {
    const csv = readFileSync(`${root}scripts/data/sample-keywords.csv`);
    const report = await api.call("POST", `/planner/keywords/import/?${place}`, csv, "text/csv");
    bar("Import", 1);
    return { result: `${report.added} keywords added, ${report.skipped} skipped` };
  });
  await step("Cluster", async () => {
    const { task_id } = await api.call("POST", "/planner/clusters/auto_cluster/", { site_id: site.id });
    const credits = await job("Cluster", [task_id]);
    return { result: `${(await api.call("GET", `/planner/clusters/?${place}`)).count} clusters`, credits };
  });
  const clusters = (await api.call("GET", `/planner/clusters/?${place}&page_size=${CLUSTERS_TO_DEVELOP}`))
    .results;
  await step("Ideas", async () => {
    const { task_id } = await api.call("POST", "/planner/clusters/generate_ideas/", {
      ids: clusters.map((row: any) => row.id),
    });
    const credits = await job("Ideas", [task_id]);
    return {
      result: `${(await api.call("GET", `/planner/ideas/?${place}`)).count} ideas for the ${clusters.length} largest clusters`,
      credits,
    };
  });
  const ideas = await Promise.all(
    clusters
      .slice(0, ARTICLES)
      .map((row: any) =>
        api.call("GET", `/planner/ideas/?${place}&cluster_id=${row.id}&ordering=created_at`),
      ),
  );
  let tasks: any[] = [];
  await step("Tasks", async () => {
    const report = await api.call("POST", "/planner/ideas/create_tasks/", {
      ids: ideas.map((list) => list.results[0].id),
    });
    tasks = report.created;
    bar("Tasks", 1);
    return { result: `${tasks.length} writing tasks` };
  });
  await step("Articles", async () => {
    const jobs = await Promise.all(
      tasks.map((task) => api.call("POST", `/writer/tasks/${task.task_id}/generate_content/`)),
    );
    const credits = await job(
      "Articles",
      jobs.map((row) => row.task_id),
    );
    return { result: `${jobs.length} articles`, credits };
  });
  const articles = (await api.call("GET", `/writer/content/?${place}`)).results;
  await step("Images", async () => {
    const jobs = await Promise.all(
      articles.map((row: any) =>
        api.call("POST", `/writer/content/${row.id}/generate_images/`, { max_images: 2 }),
      ),
    );
    const credits = await job(
      "Images",
      jobs.map((row) => row.task_id),
    );
    return {
      result: `${(await api.call("GET", `/writer/images/?site_id=${site.id}&status=generated`)).count} images`,
      credits,
    };
  });
  await showResults(api, clusters, steps, articles);
}

async function showResults(api: Client, clusters: any[], steps: Step[], articles: any[]) {
  const number = (value: number) => value.toLocaleString("en");
  console.log(`\n${bold("The largest clusters")}`);
  table(
    ["Cluster", "Keywords", "Searches a month"],
    clusters.map((row) => [row.name, number(row.keywords_count), number(row.volume)]),
  );
  console.log(`\n${bold("What it took")}`);
  table(
    ["Step", "Result", "Credits", "Time"],
    steps.map((row) => [row.step, row.result, number(row.credits), duration(row.ms)]),
  );
  const reviewed = await api.call("GET", "/writer/content/?status=review");
  if (reviewed.count < ARTICLES)
    throw new Error(`${reviewed.count} of ${ARTICLES} articles arrived in review`);
  console.log(`\n${bold("Read")}`);
  for (const article of articles.slice(0, 3)) {
    const { url } = await api.call("POST", `/writer/content/${article.id}/preview_link/`);
    const page = await fetch(url);
    if (!page.ok) throw new Error(`The preview of "${article.title}" answers ${page.status}`);
    console.log(`  ${article.title} ${dim(`(${number(article.word_count)} words)`)}\n  ${url}\n`);
  }
  console.log(`${bold("Docs")}\n  ${api.origin}/api/docs/\n  ${api.origin}/api/redoc/`);
}

/** The port asked for, or the next one that nobody listens on. */
async function freePort(port: number): Promise<number> {
  const free = await new Promise<boolean>((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
  return free ? port : freePort(port + 1);
}

await main();
process.exit(0);
