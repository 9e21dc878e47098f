import { z } from "@hono/zod-openapi";
import { accountStatuses } from "../../db/schema/accounts";
import { Id, Line, Timestamp } from "../../http/schemas";
import { Timezone } from "./auth.schema";
import { Password } from "./passwords.schema";

const Plan = z
  .strictObject({
    id: Id,
    slug: z.string(),
    name: z.string(),
    price_cents: z.int(),
    included_credits: z.int(),
    max_sites: z.int(),
    max_users: z.int(),
    max_keywords: z.int(),
    features: z.array(z.string()),
  })
  .openapi("Plan");

export const Account = z
  .strictObject({
    id: Id,
    name: z.string(),
    slug: z.string(),
    owner_id: Id.nullable(),
    status: z.enum(accountStatuses),
    timezone: z.string(),
    credits: z.int(),
    bonus_credits: z.int(),
    credits_reserved: z.int(),
    credits_renew_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
    plan: Plan,
  })
  .openapi("Account");

export const AccountChange = z
  .strictObject({ name: Line(120).optional(), timezone: Timezone.optional() })
  .openapi("AccountUpdate");
export type AccountChange = z.infer<typeof AccountChange>;

export const AccountDeletion = z
  .strictObject({
    password: Password,
    confirm: z.string().max(120).openapi({ description: "The account's slug" }),
  })
  .openapi("AccountRemoval");
export type AccountDeletion = z.infer<typeof AccountDeletion>;

export const AccountStatusBody = z
  .strictObject({ status: z.enum(["active", "trial", "suspended"]) })
  .openapi("AccountStatus");
export type AccountStatusBody = z.infer<typeof AccountStatusBody>;
