import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { as, send, tokenOf } from "../harness";
import { drain } from "../queue";
import { aGarden, objectOf, work } from "./drive";

type Event = { id?: string; event: string; data: any };

/** Opens the site's stream, and tells what came so far. */
async function listen(owner: Parameters<typeof tokenOf>[0], query: string, lastId?: string) {
  const response = await send(`/api/v1/automation/events/${query}`, {
    headers: {
      Authorization: `Bearer ${await tokenOf(owner)}`,
      ...(lastId !== undefined && { "Last-Event-ID": lastId }),
    },
  });
  const events: Event[] = [];
  const ended = (async () => {
    let text = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const parts = text.split("\n\n");
      text = parts.pop()!;
      events.push(...parts.map(eventOf));
    }
  })();
  return { events, ended };
}

function eventOf(part: string): Event {
  const fields = Object.fromEntries(
    part.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
  return { id: fields.id, event: fields.event!, data: JSON.parse(fields.data!) };
}

/** Counts how often lines are read. */
function countReads() {
  const reads = { count: 0 };
  const open = env.DB.withSession.bind(env.DB);
  vi.spyOn(env.DB, "withSession").mockImplementation((constraint) => {
    const session = open(constraint as D1SessionConstraint);
    const prepare = session.prepare.bind(session);
    vi.spyOn(session, "prepare").mockImplementation((text) => {
      if (/^select .*"automation_logs"/i.test(text)) reads.count++;
      return prepare(text);
    });
    return session;
  });
  return reads;
}

describe("a stream of a run", () => {
  it("is told by the object, reads nothing while nothing happens, and goes on where a client was", async () => {
    const { owner, site, query } = await aGarden(6);
    await as(owner).post(`/automation/run_now/${query}`);
    await as(owner).post(`/automation/pause/${query}`);
    await runDurableObjectAlarm(objectOf(site.id));
    await drain();
    const reads = countReads();
    const { events, ended } = await listen(owner, query);
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ event: "run", data: { status: "paused" } }));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(reads.count).toBeGreaterThan(0);
    expect(reads.count).toBeLessThanOrEqual(2);
    await as(owner).post(`/automation/resume/${query}`);
    await vi.waitFor(() =>
      expect(events.at(-1)).toMatchObject({ event: "run", data: { status: "running" } }),
    );
    await work(owner, site.id);
    await ended;
    expect(events.at(-1)).toMatchObject({ event: "end", data: { status: "completed" } });
    const ids = events.flatMap(({ id }) => (id ? [Number(id)] : []));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    const later = await listen(owner, query, String(ids[2]));
    await later.ended;
    expect(later.events.flatMap(({ id }) => (id ? [Number(id)] : []))).toEqual(ids.slice(3));
  });

  it("goes on by itself where the object does not answer", async () => {
    const { owner, site, query } = await aGarden(6);
    await as(owner).post(`/automation/run_now/${query}`);
    vi.spyOn(env.SITE_AUTOMATION, "getByName").mockImplementationOnce(() => {
      throw new Error("The object is away");
    });
    const { events, ended } = await listen(owner, query);
    await vi.waitFor(() => expect(events.some(({ event }) => event === "run")).toBe(true));
    vi.restoreAllMocks();
    await as(owner).post(`/automation/cancel/${query}`);
    await work(owner, site.id);
    await ended;
    expect(events.at(-1)!.event).toBe("end");
  });
});
