import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, idempotencyKeys, jobs } from "../../src/db/schema";
import { aPerson, aSite, aTask, db, type Person } from "../factories";
import { as, type Reply } from "../harness";
import { drain } from "../queue";

async function aSetting() {
  const person = await aPerson("editor", { credits: 1000 });
  const { place } = await aSite(person);
  return { person, task: await aTask(place), other: await aTask(place) };
}

const ask = ({ person, task }: { person: Person; task: { id: number } }): Promise<Reply> =>
  as(person, { "Idempotency-Key": "once" }).post(`/writer/tasks/${task.id}/generate_content/`, {});
const keyOf = ({ user }: Person) => eq(idempotencyKeys.account_id, user.account_id);
/** As if the worker had died before it could keep its answer, `ago` ms since. */
const loseAnswer = (person: Person, ago = 61_000) =>
  db
    .update(idempotencyKeys)
    .set({ status: null, body: null, created_at: new Date(Date.now() - ago).toISOString() })
    .where(keyOf(person));
const spentBy = async ({ user }: Person) =>
  (await db.select().from(accounts).where(eq(accounts.id, user.account_id)))[0]!.credits;
const jobsOf = ({ user }: Person) => db.select().from(jobs).where(eq(jobs.account_id, user.account_id));

describe("a request for a job whose answer was lost", () => {
  it("is told of its job, which is done meanwhile, and makes and pays no other", async () => {
    const setting = await aSetting();
    const first = await ask(setting);
    expect(first.status).toBe(202);
    await drain();
    const credits = await spentBy(setting.person);
    expect(credits).toBeLessThan(1000);
    await loseAnswer(setting.person);
    const again = await ask(setting);
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(again.headers.get("x-d1-bookmark")).toMatch(/^[0-9a-f-]+$/);
    await drain();
    expect(await jobsOf(setting.person)).toHaveLength(1);
    expect(await spentBy(setting.person)).toBe(credits);
    expect((await ask(setting)).body).toEqual(first.body);
  });

  it("makes the job where there is none yet, under the name that the first would have given it", async () => {
    const setting = await aSetting();
    await ask(setting);
    const [key] = await db.select().from(idempotencyKeys).where(keyOf(setting.person));
    await db.delete(jobs).where(eq(jobs.account_id, setting.person.user.account_id));
    await loseAnswer(setting.person);
    expect((await ask(setting)).body.data.task_id).toBe(key!.job_id);
    expect(await jobsOf(setting.person)).toHaveLength(1);
  });

  it("makes another job where it is another request, or a day has passed", async () => {
    const setting = await aSetting();
    const first = await ask(setting);
    await drain();
    await loseAnswer(setting.person);
    const other = await ask({ ...setting, task: setting.other });
    expect([other.status, other.headers.has("Idempotent-Replayed")]).toEqual([202, false]);
    await drain();
    await loseAnswer(setting.person, 86_400_000 + 5_000);
    const late = await ask({ ...setting, task: setting.other });
    expect(late.headers.has("Idempotent-Replayed")).toBe(false);
    const ids = [first, other].map(({ body }) => body.data.task_id);
    expect(ids[0]).not.toBe(ids[1]);
    expect((await jobsOf(setting.person)).map(({ id }) => id).sort()).toEqual(
      [...ids, ...(late.status === 202 ? [late.body.data.task_id] : [])].sort(),
    );
  });
});
