import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { linkTo, sendMail } from "../../src/clients/email";
import { anEmail, anonymous, captureMail } from "./helpers";

const mail = { to: "a@example.com", subject: "Hello", text: "Text", idempotencyKey: "key-1" };
const mailer = {
  MAIL_API_URL: "https://mail.example/send",
  MAIL_API_KEY: "mail-key",
  MAIL_FROM: "IGNY8 <no-reply@example.com>",
};
const settings = env as unknown as Record<string, string | undefined>;
const before = { ...settings };
const configure = (values: Record<string, string>) => Object.assign(settings, values);

afterEach(() => {
  for (const name of [...Object.keys(mailer), "PUBLIC_ORIGIN", "ENVIRONMENT"])
    if (before[name] === undefined) delete settings[name];
    else settings[name] = before[name];
});

describe("the mail client", () => {
  const answer = (response: Response | Error) =>
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => {
      if (response instanceof Error) throw response;
      return response;
    });

  beforeEach(() => {
    vi.spyOn(console, "error").mockImplementation(() => {});
  });

  it("posts the mail with its key, and follows no redirect", async () => {
    configure(mailer);
    const fetched = answer(new Response("{}"));
    await sendMail(mail);
    const [url, init] = fetched.mock.calls[0]!;
    expect(url).toBe(mailer.MAIL_API_URL);
    expect(init).toMatchObject({ method: "POST", redirect: "manual" });
    expect(new Headers(init!.headers as HeadersInit).get("Authorization")).toBe("Bearer mail-key");
    expect(new Headers(init!.headers as HeadersInit).get("Idempotency-Key")).toBe("key-1");
    expect(init!.signal).toBeInstanceOf(AbortSignal);
    expect(JSON.parse(init!.body as string)).toEqual({
      from: mailer.MAIL_FROM,
      to: [mail.to],
      subject: "Hello",
      text: "Text",
    });
  });

  it.each([
    ["refuses", new Response("no", { status: 422 }), "The mail service answered 422"],
    ["fails", new Response("no", { status: 500 }), "The mail service answered 500"],
    [
      "sends elsewhere",
      new Response(null, { status: 302, headers: { Location: "https://evil.example" } }),
      "The mail service answered 302",
    ],
    ["does not answer", new TypeError("network"), "The mail service does not answer"],
  ])("says so where the service %s", async (_what, response, message) => {
    configure(mailer);
    answer(response);
    await expect(sendMail(mail)).rejects.toMatchObject({ code: "UNAVAILABLE", message });
  });

  it("writes to the log outside production, where none is configured", async () => {
    const mails = captureMail();
    await sendMail(mail);
    expect(mails).toMatchObject([{ to: mail.to, subject: mail.subject, text: mail.text }]);
  });

  it("logs no mail in production, and says what is missing", async () => {
    configure({ ENVIRONMENT: "production", MAIL_API_URL: mailer.MAIL_API_URL });
    const mails = captureMail();
    await expect(sendMail(mail)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: "Mail is not configured: MAIL_API_KEY, MAIL_FROM, PUBLIC_ORIGIN",
    });
    expect(mails).toEqual([]);
  });

  it("links to the configured origin alone", () => {
    expect(linkTo("/invite", "token=x")).toBe("http://localhost:8787/invite#token=x");
    configure({ PUBLIC_ORIGIN: "https://app.igny8.example" });
    expect(linkTo("/invite", "token=x")).toBe("https://app.igny8.example/invite#token=x");
    configure({ PUBLIC_ORIGIN: "", ENVIRONMENT: "production" });
    expect(() => linkTo("/invite", "token=x")).toThrow("PUBLIC_ORIGIN");
  });

  it("is asked for before the answer: in production without it a reset is a 503, known address or not", async () => {
    configure({ ENVIRONMENT: "production" });
    const { status, body, headers } = await anonymous().post("/auth/password/reset/", { email: anEmail() });
    expect(status).toBe(503);
    expect(body).toMatchObject({ code: "UNAVAILABLE", error: expect.stringContaining("MAIL_API_URL") });
    expect(headers.get("Retry-After")).not.toBeNull();
  });
});
