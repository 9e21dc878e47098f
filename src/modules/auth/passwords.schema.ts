import { z } from "@hono/zod-openapi";
import { Email, NewPassword } from "./auth.schema";

export const Password = z.string().min(1).max(128);

export const PasswordChange = z
  .strictObject({ current_password: Password, new_password: NewPassword })
  .openapi("PasswordChange");
export type PasswordChange = z.infer<typeof PasswordChange>;

export const ResetRequest = z.strictObject({ email: Email }).openapi("PasswordResetRequest");
export type ResetRequest = z.infer<typeof ResetRequest>;

export const ResetConfirmation = z
  .strictObject({ token: z.string().min(1).max(200), password: NewPassword })
  .openapi("PasswordResetConfirmation");
export type ResetConfirmation = z.infer<typeof ResetConfirmation>;
