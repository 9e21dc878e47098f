import { guardedFetch } from "../guarded-fetch";
import { decodeText } from "../json-answer";
import type { Login } from "./transport";

/**
 * Whether a user name and password are valid according to the site's XML-RPC, which takes them in the body: if REST
 * does not recognise the user and XML-RPC does, the server drops the Authorization header. Null if XML-RPC does not
 * say.
 */
export async function knowsByXmlRpc(
  url: string,
  { username, password }: Extract<Login, { auth_type: "application_password" }>,
): Promise<boolean | null> {
  const params = [username, password.replace(/\s/g, "")]
    .map((text) => `<param><value><string>${escaped(text)}</string></value></param>`)
    .join("");
  const body = `<?xml version="1.0"?><methodCall><methodName>wp.getUsersBlogs</methodName><params>${params}</params></methodCall>`;
  const headers = { "Content-Type": "text/xml", "User-Agent": "IGNY8" };
  const answer = await guardedFetch(`${url}/xmlrpc.php`, { method: "POST", headers, body }).catch(() => null);
  const text = answer?.status === 200 || answer?.status === 403 ? decodeText(answer) : "";
  if (/<methodResponse>[^]*<params>/.test(text)) return true;
  return /<name>faultCode<\/name>\s*<value><int>403<\/int>/.test(text) ? false : null;
}

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
