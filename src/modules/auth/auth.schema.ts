import { z } from "@hono/zod-openapi";
import { Id, Line, Timestamp } from "../../http/schemas";
import { roles } from "../../lib/roles";
import { isCommonPassword } from "../../lib/common-passwords";

export const Email = z
  .string()
  .max(254)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email());
export const NewPassword = z
  .string()
  .min(10, "At least 10 characters")
  .max(128, "At most 128 characters")
  .refine((password) => !isCommonPassword(password), "This is one of the most common passwords");
/** Intl.supportedValuesOf("timeZone") lists one name for each zone; constructing a format accepts aliases too. */
function isTimezone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
export const Timezone = z.string().max(64).refine(isTimezone, "Not an IANA time zone");

export const User = z
  .strictObject({
    id: Id,
    account_id: Id,
    email: z.string(),
    username: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    role: z.enum(roles),
    is_active: z.boolean(),
    site_access: z.array(Id).nullable(),
    last_login_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("User");

export const Tokens = z
  .strictObject({
    access: z.string(),
    refresh: z.string(),
    access_token: z.string(),
    refresh_token: z.string(),
    access_expires_at: Timestamp,
    refresh_expires_at: Timestamp,
  })
  .openapi("Tokens");

export const SignInReply = Tokens.extend({ user: User }).openapi("SignedIn");

export const RegisterBody = z
  .strictObject({
    email: Email,
    password: NewPassword,
    first_name: Line(80, 0).default(""),
    last_name: Line(80, 0).default(""),
    username: Line(80).optional(),
    account_name: Line(120).optional(),
    timezone: Timezone.default("UTC"),
  })
  .openapi("Register");
export type RegisterBody = z.infer<typeof RegisterBody>;

export const LoginBody = z
  .strictObject({ email: Email, password: z.string().min(1).max(128) })
  .openapi("Login");
export type LoginBody = z.infer<typeof LoginBody>;

export const RefreshBody = z
  .strictObject({ refresh: z.string().max(200).optional(), refresh_token: z.string().max(200).optional() })
  .refine((body) => body.refresh ?? body.refresh_token, { path: ["refresh"], message: "Required" })
  .openapi("Refresh");
