declare global {
  /** Where the crash test listens that built this worker. False in every other build, which holds nothing of it. */
  const CRASH_POINTS: string | false;
}

/** Tells the crash test that the worker is at this point: it may be killed here, or made to fail. */
export async function crashPoint(name: string, detail = ""): Promise<void> {
  const reply = await fetch(`${CRASH_POINTS}/${name}?${encodeURIComponent(detail)}`);
  if (!reply.ok) throw new TypeError(await reply.text());
}
