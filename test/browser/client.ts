const PATIENCE_MS = 120_000;

/** The API by plain HTTP, as one person. */
export class Client {
  readonly origin: string;
  #token = "";
  constructor(origin: string) {
    this.origin = origin;
  }

  /** Makes the account of its owner, and answers what they sign in with. */
  async register() {
    const person = { email: `${crypto.randomUUID()}@example.com`, password: crypto.randomUUID() };
    const { access } = await this.call("POST", "/auth/register/", person);
    this.#token = access;
    return person;
  }

  async call(method: string, path: string, body: unknown = {}): Promise<any> {
    const response = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: {
        "Content-Type": "application/json",
        ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
      },
      body: method === "GET" ? undefined : JSON.stringify(body),
    });
    const reply: any = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(reply)}`);
    return reply.data ?? reply;
  }

  /** Starts a job and waits for it. */
  async work(path: string, body?: unknown): Promise<any> {
    const { task_id } = await this.call("POST", path, body);
    for (const start = Date.now(); Date.now() - start < PATIENCE_MS;) {
      const job = await this.call("GET", `/jobs/${task_id}/`);
      if (job.status === "succeeded") return job;
      if (!["queued", "running"].includes(job.status))
        throw new Error(`${path}: the job ${job.status}: ${JSON.stringify(job)}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error(`${path}: the job is still not done`);
  }
}
