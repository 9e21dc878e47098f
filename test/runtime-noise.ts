/**
 * What workerd writes about faults that tests cause on purpose and assert themselves: connections that a provider
 * drops, bodies and headers of odd types, alarms that a test stops. The plugin writes each message by itself to the streams.
 */
const NOISE = [
  /^console warning; message = Called \.text\(\) on an HTTP body which does not appear to be text\./,
  /^A header value for "[^"]+" contains non-ASCII characters: /,
  /^NOSENTRY SQLite alarm handler canceled/,
  /^exception = \S+: disconnected: /,
  /^uncaught exception; .*\bdisconnected: jsg\.Error: Network connection lost\./s,
  /^uncaught exception; source = Uncaught \(in promise\); stack = Error: Network connection lost\.\n?$/,
];

/** Drops those messages, and nothing else, so that the log is the test runner's. */
export function dropRuntimeNoise(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
    stream.write = ((chunk: unknown, ...rest: unknown[]) =>
      typeof chunk === "string" && NOISE.some((noise) => noise.test(chunk))
        ? true
        : write(chunk, ...rest)) as typeof stream.write;
  }
}
