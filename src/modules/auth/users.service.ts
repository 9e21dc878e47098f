import type { users } from "../../db/schema";

/** What of a user leaves: neither hash nor token version. */
export const publicUser = ({ password_hash: _, token_version: __, ...user }: typeof users.$inferSelect) =>
  user;
