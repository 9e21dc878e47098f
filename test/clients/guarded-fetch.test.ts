import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { guardedFetch, MAX_BYTES } from "../../src/clients/guarded-fetch";
import { RemoteError } from "../../src/clients/remote-error";
import { refusedUrls } from "../lib/url-vectors";

const URL_ = "https://example.com/page";

/** Answers from a table by address; any other address is a failed test. */
function answering(table: Record<string, () => Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    asked.push({ url: String(input), init: init as RequestInit });
    const answer = table[String(input)];
    if (!answer) throw new Error(`asked ${input}`);
    return answer();
  });
  return { asked, spy };
}
const to =
  (location: string, status = 301) =>
  () =>
    new Response(null, { status, headers: { Location: location } });
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: "none" }) as unknown as RemoteError,
    (error: RemoteError) => error,
  );

describe("the guarded fetch", () => {
  it("asks none of the refused URLs, neither at first nor by a redirect", async () => {
    for (const url of Object.values(refusedUrls).flat()) {
      const { spy } = answering({});
      expect([url, (await failure(guardedFetch(url))).code]).toEqual([url, "refused_url"]);
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
      const hop = answering({ [URL_]: to(url) });
      const error = await failure(guardedFetch(URL_));
      expect(["redirected", "none", "refused_url", "unreachable"], url).toContain(error.code);
      const beyond = hop.asked.slice(1).filter((one) => new URL(one.url).host !== "example.com");
      expect([url, beyond]).toEqual([url, []]);
      hop.spy.mockRestore();
    }
  });

  it("never lets the runtime follow a redirect", async () => {
    const { asked } = answering({ [URL_]: () => new Response("ok") });
    expect((await guardedFetch(URL_)).bytes.byteLength).toBe(2);
    expect(asked[0]!.init.redirect).toBe("manual");
  });

  it.each([
    ["http://example.com/a", "https://example.com/a"],
    ["https://example.com/a", "https://www.example.com/a"],
    ["https://www.example.com/a", "https://example.com/b"],
    ["http://example.com/a", "https://www.example.com/a"],
    ["https://example.com:8443/a", "https://example.com:8443/a/"],
  ])("a GET goes along from %s to %s", async (from, target) => {
    answering({ [from]: to(target, 308), [target]: () => new Response("there") });
    expect((await guardedFetch(from)).url).toBe(target);
  });

  it.each([
    ["another host", "https://evil.example/"],
    ["a deeper host", "https://shop.example.com/page"],
    ["plain http", "http://example.com/page"],
    ["another port", "https://example.com:8443/page"],
    ["a private host", "http://127.0.0.1/"],
    ["what is no URL", "https://[/"],
  ])("a GET is told of %s instead", async (_what, target) => {
    const { asked } = answering({ [URL_]: to(`${target}`) });
    expect((await failure(guardedFetch(URL_))).code).toBe("redirected");
    expect(asked).toHaveLength(1);
  });

  it("tells where a redirect leads without its query", async () => {
    answering({ [URL_]: to("https://other.example.com/in?token=secret#x") });
    const error = await failure(guardedFetch(URL_));
    expect(error.message).toBe("The address redirects to https://other.example.com/in");
    expect(JSON.stringify(error.facts)).not.toContain("secret");
  });

  it("a POST follows nothing, its body goes nowhere else", async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { asked, spy } = answering({ [URL_]: to("https://www.example.com/page", status) });
      const error = await failure(guardedFetch(URL_, { method: "POST", body: "secret" }));
      expect([status, error.code, error.facts.location, asked.length]).toEqual([
        status,
        "redirected",
        "https://www.example.com/page",
        1,
      ]);
      spy.mockRestore();
    }
  });

  it("follows three redirects, not a fourth", async () => {
    const hop = (n: number) => `https://example.com/${n}`;
    const chain = (n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, at) => [hop(at), to(hop(at + 1))]));
    const three = answering({ ...chain(3), [hop(3)]: () => new Response("there") });
    expect((await guardedFetch(hop(0))).url).toBe(hop(3));
    three.spy.mockRestore();
    const { asked } = answering(chain(9));
    expect((await failure(guardedFetch(hop(0)))).code).toBe("redirected");
    expect(asked).toHaveLength(4);
  });

  it("counts what it reads, and stops after 5 MiB", async () => {
    let sent = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 1;
            controller.enqueue(new Uint8Array(1024 * 1024));
          },
        }),
      );
    answering({ [URL_]: endless });
    expect((await failure(guardedFetch(URL_))).code).toBe("too_large");
    expect(sent).toBeLessThan(9);
  });

  it("takes 5 MiB to the byte, and trusts an announced length that is larger", async () => {
    const { spy } = answering({ [URL_]: () => new Response(new Uint8Array(MAX_BYTES)) });
    expect((await guardedFetch(URL_)).bytes.byteLength).toBe(MAX_BYTES);
    spy.mockRestore();
    answering({
      [URL_]: () => new Response("small", { headers: { "Content-Length": String(MAX_BYTES + 1) } }),
    });
    expect((await failure(guardedFetch(URL_))).code).toBe("too_large");
  });

  it("gives up when the time is over: before the answer and within it", async () => {
    vi.spyOn(globalThis, "fetch").mockImplementation(
      (_input, init) =>
        new Promise((_resolve, reject) =>
          (init!.signal as AbortSignal).addEventListener("abort", () =>
            reject(new DOMException("late", "TimeoutError")),
          ),
        ),
    );
    expect((await failure(guardedFetch(URL_, { timeoutMs: 20 }))).code).toBe("timeout");
    vi.restoreAllMocks();
    answering({
      [URL_]: () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)) })),
    });
    expect((await failure(guardedFetch(URL_, { timeoutMs: 20 }))).code).toBe("timeout");
  });

  it.each([
    ["internal error; reference = abc", "host_not_found"],
    ["Network connection lost.", "unreachable"],
    ["TLS peer's certificate is not trusted; reason = self-signed certificate", "tls_failed"],
  ])("reads what the runtime says: %s", async (message, code) => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error(message));
    const error = await failure(guardedFetch(URL_));
    expect(error.code).toBe(code);
    expect(error.message).not.toContain("reference");
  });

  it.each([
    ["http://example.com/", "host_not_found"],
    ["https://example.com/", "host_not_found"],
    ["https://8.8.8.8/", "tls_failed"],
    ["http://8.8.8.8/", "unreachable"],
  ])("takes an internal error of %s for %s: an address needs no name", async (url, code) => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("internal error; reference = abc"));
    expect((await failure(guardedFetch(url))).code).toBe(code);
  });

  it("takes it for the handshake where the host answered a hop before", async () => {
    const from = "http://example.com/";
    const fail = () => {
      throw new Error("internal error; reference = abc");
    };
    const { spy } = answering({ [from]: to("https://example.com/"), "https://example.com/": fail });
    expect((await failure(guardedFetch(from))).code).toBe("tls_failed");
    spy.mockRestore();
    answering({ [from]: to("https://www.example.com/"), "https://www.example.com/": fail });
    expect((await failure(guardedFetch(from))).code).toBe("host_not_found");
  });

  it.each([
    [530, "error code: 1016", "host_not_found"],
    [525, "", "tls_failed"],
    [526, "", "tls_failed"],
    [522, "", "unreachable"],
  ])("reads what Cloudflare says in the host's stead: %i %s", async (status, text, code) => {
    answering({ [URL_]: () => new Response(text, { status }) });
    expect((await failure(guardedFetch(URL_))).code).toBe(code);
  });
});

describe("ALLOWED_PRIVATE_HOSTS", () => {
  const settings = env as { ALLOWED_PRIVATE_HOSTS: string; ENVIRONMENT: string };
  const before = { ...settings };
  afterEach(
    () =>
      void Object.assign(settings, {
        ALLOWED_PRIVATE_HOSTS: before.ALLOWED_PRIVATE_HOSTS,
        ENVIRONMENT: before.ENVIRONMENT,
      }),
  );

  it("lets in what it names, and https alone in production", async () => {
    settings.ALLOWED_PRIVATE_HOSTS = "127.0.0.1:8099, 10.0.0.2:443";
    answering({
      "http://127.0.0.1:8099/": () => new Response("hi"),
      "https://10.0.0.2/": () => new Response("hi"),
    });
    expect((await guardedFetch("http://127.0.0.1:8099/")).status).toBe(200);
    expect((await failure(guardedFetch("http://127.0.0.1:8098/"))).code).toBe("refused_url");
    settings.ENVIRONMENT = "production";
    expect((await failure(guardedFetch("http://127.0.0.1:8099/"))).code).toBe("refused_url");
    expect((await guardedFetch("https://10.0.0.2/")).status).toBe(200);
  });
});
