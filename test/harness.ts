import { exports } from "cloudflare:workers";
import { signToken } from "../src/lib/tokens";
import { expectDeclared } from "./declared";
import type { Person } from "./factories";

export type Reply = { status: number; headers: Headers; body: any };
export const ORIGIN = "https://api.test";

export const tokenOf = ({ user }: Person) =>
  signToken(
    "access",
    {
      user_id: user.id,
      account_id: user.account_id,
      email: user.email,
      role: user.role,
      sid: `sid-${user.id}`,
      ver: user.token_version,
      sites: user.site_access,
    },
    60_000,
  );

export const send = (path: string, init: RequestInit = {}) =>
  exports.default.fetch(new Request(ORIGIN + path, init));

export const isJson = (response: Response) =>
  response.headers.get("Content-Type")?.startsWith("application/json");
/** `text()` warns about types that are not text. */
export const readText = async (body: Pick<Body, "arrayBuffer">) =>
  new TextDecoder().decode(await body.arrayBuffer());
const readAll = (response: Response) => (isJson(response) ? response.json() : readText(response));

/** Sends requests as the given person, or anonymously. Every JSON reply is checked against its route's schema. */
export function as(
  person?: Person,
  extra: Record<string, string> = {},
  read: (response: Response) => Promise<unknown> = readAll,
) {
  const call = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const text = typeof body === "string" || body instanceof Uint8Array;
    const response = await send(`/api/v1${path}`, {
      method,
      headers: {
        "Content-Type": text ? "text/csv" : "application/json",
        ...(person && { Authorization: `Bearer ${await tokenOf(person)}` }),
        ...extra,
      },
      body: body === undefined ? undefined : text ? (body as BodyInit) : JSON.stringify(body),
    });
    const reply = { status: response.status, headers: response.headers, body: await read(response) };
    if (isJson(response))
      expectDeclared(method, new URL(`${ORIGIN}/api/v1${path}`).pathname, reply.status, reply.body);
    return reply;
  };
  return {
    get: (path: string) => call("GET", path),
    post: (path: string, body?: unknown) => call("POST", path, body),
    put: (path: string, body?: unknown) => call("PUT", path, body),
    patch: (path: string, body?: unknown) => call("PATCH", path, body),
    delete: (path: string, body?: unknown) => call("DELETE", path, body),
  };
}
