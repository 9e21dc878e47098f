// A person at the site: through its REST API, and in its administration, where they sign in as anybody does.
import type { Site } from "./site.ts";

type Role = keyof Site["users"];

/** The REST API as this user, of a site with any permalinks. */
export function restOf(site: Site, role: Role = "editor") {
  const { username, application_password } = site.users[role];
  const Authorization = `Basic ${Buffer.from(`${username}:${application_password}`).toString("base64")}`;
  return async (method: string, route: string, body?: unknown): Promise<any> => {
    const response = await fetch(`${site.url}/?rest_route=${route.replace("?", "&")}`, {
      method,
      headers: { Authorization, ...(body !== undefined && { "Content-Type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const data: any = await response.json();
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${JSON.stringify(data)}`);
    return data;
  };
}

/** The administration's pages and forms. */
export async function signIn(site: Site, role: Role = "admin") {
  const cookies = new Map<string, string>([["wordpress_test_cookie", "WP%20Cookie%20check"]]);
  const ask = async (
    path: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${site.url}/${path}`, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      body: form && new URLSearchParams(form),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      cookies.set(name!, value!);
    }
    const location = response.headers.get("Location");
    const text = await response.text();
    return location ? ask(location.replace(`${site.url}/`, "")) : { status: response.status, text };
  };
  const { username: log, login_password: pwd } = site.users[role];
  await ask("wp-login.php", { log, pwd, testcookie: "1" });
  return {
    page: (path: string) => ask(path),
    /** Sends the form of a page that goes to this script, with its hidden fields. */
    send: async (path: string, script: string, fields: Record<string, string>) => {
      const { text } = await ask(path);
      const form = [...text.matchAll(/<form\b[^>]*action="([^"]*)"[^>]*>([^]*?)<\/form>/g)].find(
        ([, action]) => action!.includes(script),
      );
      if (!form) throw new Error(`${path} has no form that goes to ${script}`);
      const hidden = [...form[2]!.matchAll(/<input\b[^>]*type=["']hidden["'][^>]*>/g)].map(([tag]) => [
        /name=["']([^"']*)/.exec(tag)![1]!,
        /value=["']([^"']*)/.exec(tag)?.[1]?.replaceAll("&amp;", "&") ?? "",
      ]);
      return ask(`wp-admin/${script}`, { ...Object.fromEntries(hidden), ...fields });
    },
    ask,
  };
}
