import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { jobItems, jobs } from "../../src/db/schema";
import { isoIn } from "../../src/lib/time";
import { aPerson, aSite, db } from "../factories";
import { as } from "../harness";

const HEALTH = "/system/health/";
const DETAILS = "/system/health/details/";

describe("the health check", () => {
  it("answers anybody, with the limit's headers, and asks nothing of D1", async () => {
    const asked = vi.spyOn(env.DB, "withSession");
    const batch = vi.spyOn(env.DB, "batch");
    const { status, body, headers } = await as().get(HEALTH);
    expect([status, body.data.status, body.data.version]).toEqual([200, "ok", "1.8.4"]);
    expect(Math.abs(Date.parse(body.data.time) - Date.now())).toBeLessThan(60_000);
    expect(headers.get("X-RateLimit-Limit")).toBe("300");
    expect(Number(headers.get("X-RateLimit-Remaining"))).toBeGreaterThanOrEqual(0);
    expect(Number(headers.get("X-RateLimit-Reset"))).toBeGreaterThan(Date.now() / 1000);
    for (const { value } of asked.mock.results) expect((value as any).getBookmark()).toBeNull();
    expect(batch).not.toHaveBeenCalled();
  });

  it("answers while the limiter is away", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(env.RATE_LIMITER, "getByName").mockReturnValue({
      admit: () => Promise.reject(new Error("away")),
    } as any);
    expect((await as().get(HEALTH)).status).toBe(200);
  });
});

describe("the details of the health", () => {
  it("tell staff how each part answers", async () => {
    const { status, body } = await as(await aPerson("developer")).get(DETAILS);
    expect(status).toBe(200);
    for (const part of ["database", "storage", "door", "queue"])
      expect(body.data.parts[part]).toMatchObject({ ok: true, error: null });
    expect((await as(await aPerson("owner")).get(DETAILS)).status).toBe(403);
  });

  it("count what waits, what runs, and what was left behind", async () => {
    const staff = await aPerson("developer");
    const { place } = await aSite(staff);
    const { account_id, site_id } = place;
    const before = (await as(staff).get(DETAILS)).body.data.parts.queue;
    const id = `01${crypto.randomUUID().replace(/-/g, "").slice(0, 24).toUpperCase()}`;
    const job = { id, account_id, site_id, type: "generate_ideas", total: 3, credits_reserved: 0 } as const;
    await db.insert(jobs).values(job);
    const item = {
      job_id: id,
      account_id,
      site_id,
      kind: "generate_ideas",
      label: "x",
      reserved: 0,
    } as const;
    await db.insert(jobItems).values([
      { ...item, ref_id: -1, status: "queued", due_at: isoIn(60_000) },
      { ...item, ref_id: -2, status: "running", due_at: isoIn(-3_600_000) },
      { ...item, ref_id: -3, status: "done", due_at: isoIn(-3_600_000) },
    ]);
    const { data } = (await as(staff).get(DETAILS)).body;
    await db.delete(jobs).where(eq(jobs.id, id));
    expect(data.parts.queue).toMatchObject({
      queued: before.queued + 1,
      running: before.running + 1,
      overdue: before.overdue + 1,
    });
    expect(data.status).toBe("degraded");
  });

  it("name the part that does not answer, and not why", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(env.IMAGES, "head").mockRejectedValue(new Error("bucket secret-name is gone"));
    const { status, body } = await as(await aPerson("developer")).get(DETAILS);
    expect([status, body.data.status, body.data.parts.storage.ok]).toEqual([200, "degraded", false]);
    expect(JSON.stringify(body)).not.toContain("secret-name");
    expect(body.data.parts.database.ok).toBe(true);
  });
});
