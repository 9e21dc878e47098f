type Fields = Record<string, string | number | boolean | null | undefined>;

const write = (level: "info" | "warn" | "error") => (event: string, fields: Fields) =>
  console[level](JSON.stringify({ level, event, ...fields }));

/** One JSON object per line. Log ids and figures, never bodies, tokens or keys. */
export const log = { info: write("info"), warn: write("warn"), error: write("error") };

/** An error's message for a log line. */
export const errorMessage = (error: unknown) => (error instanceof Error ? error.message : String(error));
