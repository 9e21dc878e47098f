import { env } from "cloudflare:workers";
import { vi } from "vitest";

/** Lets D1 do what the round trip of that number asks for, and loses its answer. Tells how many round trips there were. */
export function loseAnswer(number: number) {
  let trips = 0;
  const trip = async <T>(work: () => Promise<T>): Promise<T> => {
    const mine = ++trips;
    const answer = await work();
    if (mine === number) throw new Error("D1_ERROR: Network connection lost.");
    return answer;
  };
  const watch = (statement: D1PreparedStatement): D1PreparedStatement => {
    for (const name of ["run", "all", "raw", "first"] as const) {
      const real = (statement[name] as any).bind(statement);
      (statement as any)[name] = (...given: unknown[]) => trip(() => real(...given));
    }
    const bind = statement.bind.bind(statement);
    statement.bind = (...values) => watch(bind(...values));
    return statement;
  };
  const open = env.DB.withSession.bind(env.DB);
  const spy = vi.spyOn(env.DB, "withSession").mockImplementation((from?: any) => {
    const session = open(from);
    return {
      prepare: (query: string) => watch(session.prepare(query)),
      batch: (statements: D1PreparedStatement[]) => trip(() => session.batch(statements)),
      getBookmark: () => session.getBookmark(),
    } as D1DatabaseSession;
  });
  return {
    stop() {
      spy.mockRestore();
      return trips;
    },
  };
}
