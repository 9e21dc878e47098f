import { isRefusal, type RemoteError } from "../../clients/remote-error";
import {
  findSite,
  type FoundSite,
  knowsByXmlRpc,
  type Login,
  type Me,
  readMe,
  readTypes,
} from "../../clients/wordpress";
import { Finding } from "./diagnosis";

type PasswordLogin = Extract<Login, { auth_type: "application_password" }>;
/** `me` is null where the site hides its users; then what may be done is seen when it is tried. */
export type SignedIn = { site: FoundSite; me: Me | null };

const WRONG = ["incorrect_password", "invalid_username", "invalid_email"];
/** As WordPress makes them. */
const APPLICATION_PASSWORD = /^[A-Za-z0-9]{24}$/;

/**
 * Finds the site and proves that it knows the user. A public route proves nothing: WordPress answers it whatever the
 * password. Throws a Finding that tells why the site takes us for nobody.
 */
export async function signIn(url: string, login: PasswordLogin): Promise<SignedIn> {
  const site = await findSite(url, login).catch(async (error: unknown) => {
    throw isRefusal(error) ? await whyNobody(url, login, error, null) : error;
  });
  try {
    return { site, me: await whoAmI(site) };
  } catch (error) {
    throw isRefusal(error) ? await whyNobody(url, login, error, site) : error;
  }
}

async function whoAmI(site: FoundSite): Promise<Me | null> {
  try {
    return await readMe(site);
  } catch (error) {
    if (!isRefusal(error, "rest_no_route", "rest_user_cannot_view", "rest_forbidden")) throw error;
    const types = Object.values(await readTypes(site));
    // Who is nobody is shown the types as well, but not which of them can be viewed.
    if (types.every((type) => type.viewable === undefined)) throw error;
    return null;
  }
}

async function whyNobody(
  url: string,
  login: PasswordLogin,
  refusal: RemoteError,
  site: FoundSite | null,
): Promise<Finding> {
  const { wpCode = "", status } = refusal.facts;
  if (WRONG.includes(wpCode)) return new Finding("wrong_credentials");
  const isOff = site !== null && !("application-passwords" in site.index.authentication);
  if (isOff || wpCode === "application_passwords_disabled") return new Finding("application_passwords_off");
  // Plugins that close the REST API say 401 to who is nobody, and 403 to a user whom they know.
  if (site === null && status === 403) return new Finding("rest_off", refusal.message);
  if (!APPLICATION_PASSWORD.test(login.password.replace(/\s/g, "")))
    return new Finding(
      "wrong_credentials",
      "This is no Application Password: those have 24 letters and digits",
    );
  const known = await knowsByXmlRpc(url, login);
  if (known === null) return new Finding(site === null ? "rest_off" : "credentials_unclear");
  return new Finding(known ? "authorization_stripped" : "wrong_credentials");
}
