// Temporary: where the CPU of one ask goes.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asksOf } from "./asks.ts";
import { startHost } from "./host.ts";
import { once, slice } from "./load.ts";
import { anAccount, migrate } from "./rows.ts";
const folder = mkdtempSync(join(tmpdir(), "igny8-prof-"));
const secret = randomBytes(32).toString("base64url");
const port = 9339;
const host = await startHost(folder, { JWT_KEYS: `bench:${secret}`, SEALING_KEYS: `bench:${secret}` }, process.argv[2] ? port : undefined);
try {
  const db = (await host.mf.getD1Database("DB", "ours")) as never;
  await migrate(db);
  const asks = asksOf(await anAccount(db, 20_000, secret));
  const whos = (process.argv[3] || "ours,unlimited,bare,bareKept").split(",") as never[];
  const name = process.argv[4] ?? "list, page 1";
  const ask = asks[name]!;
  for (const who of whos) await slice(host.origins[who], ask, 32, 600, host.pid);
  if (!process.argv[2]) {
    const out: Record<string, number[]> = {};
    for (let r = 0; r < 9; r++) for (const who of r % 2 ? whos : [...whos].reverse()) (out[who] ??= []).push((await slice(host.origins[who], ask, 32, 800, host.pid)).cpu);
    for (const [who, v] of Object.entries(out)) console.log(name, who, v.sort((a, b) => a - b).map((x) => x.toFixed(2)).join(" "), "median", v[4]!.toFixed(2));
  } else {
    const list = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as any[];
    console.log(list.map((x) => x.title + " " + x.webSocketDebuggerUrl));
    const targets = list.filter((x) => (process.argv[2] === "d1" ? true : x.webSocketDebuggerUrl.endsWith(`core:user:${whos[0]}`)));
    for (const target of targets) {
      const ws = new WebSocket(target.webSocketDebuggerUrl);
      await new Promise((ok) => (ws.onopen = ok));
      let id = 0;
      const wait = new Map<number, (v: any) => void>();
      ws.onmessage = (e) => { const m = JSON.parse(String(e.data)); wait.get(m.id)?.(m.result); };
      const call = (method: string, params = {}) => new Promise<any>((ok) => { wait.set(++id, ok); ws.send(JSON.stringify({ id, method, params })); });
      await call("Profiler.enable");
      await call("Profiler.setSamplingInterval", { interval: 200 });
      await call("Profiler.start");
      await slice(host.origins[whos[0]!], ask, 32, 6000, host.pid);
      const { profile } = await call("Profiler.stop");
      writeFileSync(`/tmp/pf/${target.id ?? "x"}-${whos[0]}.cpuprofile`, JSON.stringify(profile));
      ws.close();
    }
  }
} finally { await host.mf.dispose(); rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); }
