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
/** `me` is null if the site hides its users; permissions are then found by trying. */
export type SignedIn = { site: FoundSite; me: Me | null };

const WRONG_CREDENTIAL_CODES = ["incorrect_password", "invalid_username", "invalid_email"];
/** The form of WordPress's Application Passwords. */
const APPLICATION_PASSWORD = /^[A-Za-z0-9]{24}$/;

/**
 * Finds the site and verifies that it recognises the user. Public routes prove nothing, because WordPress serves them
 * with any password. Throws a Finding that explains why the user was not recognised.
 */
export async function signIn(url: string, login: PasswordLogin): Promise<SignedIn> {
  const site = await findSite(url, login).catch(async (error: unknown) => {
    throw isRefusal(error) ? await explainRefusedLogin(url, login, error, null) : error;
  });
  try {
    return { site, me: await findCurrentUser(site) };
  } catch (error) {
    throw isRefusal(error) ? await explainRefusedLogin(url, login, error, site) : error;
  }
}

async function findCurrentUser(site: FoundSite): Promise<Me | null> {
  try {
    return await readMe(site);
  } catch (error) {
    if (!isRefusal(error, "rest_no_route", "rest_user_cannot_view", "rest_forbidden")) throw error;
    const types = Object.values(await readTypes(site));
    // Anonymous visitors see the types as well, but not which ones can be viewed.
    if (types.every((type) => type.viewable === undefined)) throw error;
    return null;
  }
}

async function explainRefusedLogin(
  url: string,
  login: PasswordLogin,
  refusal: RemoteError,
  site: FoundSite | null,
): Promise<Finding> {
  const { wpCode = "", status } = refusal.facts;
  if (WRONG_CREDENTIAL_CODES.includes(wpCode)) return new Finding("wrong_credentials");
  const isOff = site !== null && !("application-passwords" in site.index.authentication);
  if (isOff || wpCode === "application_passwords_disabled") return new Finding("application_passwords_off");
  // Plugins that close the REST API respond 401 to anonymous requests, and 403 to users whom they recognise.
  if (site === null && status === 403) return new Finding("rest_off", refusal.message);
  if (!APPLICATION_PASSWORD.test(login.password.replace(/\s/g, "")))
    return new Finding(
      "wrong_credentials",
      "This is not an Application Password, which has 24 letters and digits",
    );
  const isKnown = await knowsByXmlRpc(url, login);
  if (isKnown === null) return new Finding(site === null ? "rest_off" : "credentials_unclear");
  return new Finding(isKnown ? "authorization_stripped" : "wrong_credentials");
}
