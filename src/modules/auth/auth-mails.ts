import { linkTo, type Mail } from "../../clients/email";

const confirmPath = "POST /api/v1/auth/password/reset/confirm/";

export const buildPasswordResetMail = (to: string, token: string, key: string): Mail => ({
  to,
  subject: "Set a new password",
  text: [
    "Somebody requested a new password for your IGNY8 account. If it was you, open this link within an hour:",
    linkTo("/password/reset", `token=${token}`),
    `It works once. Over the API, send its token with the new password to ${confirmPath}`,
    "If it was not you, do nothing: your password stays as it is.",
  ].join("\n\n"),
  idempotencyKey: `reset-${key}`,
});

export const buildInvitationMail = (to: string, accountName: string, token: string, key: string): Mail => ({
  to,
  subject: `You are invited to ${accountName} on IGNY8`,
  text: [
    `You were added to ${accountName}. Choose your password within seven days:`,
    linkTo("/invite", `token=${token}`),
    `The link works once. Over the API, send its token with the password to ${confirmPath}`,
  ].join("\n\n"),
  idempotencyKey: `invite-${key}`,
});

/** Warns the owner of the address about a change that they may not have made. */
export const buildCredentialChangeMail = (
  to: string,
  what: "password" | "e-mail address",
  key: string,
): Mail => ({
  to,
  subject: `Your ${what} was changed`,
  text: [
    `The ${what} of your IGNY8 account was changed, and every session has ended.`,
    "If it was not you, request a new password at once, or contact an owner of your account.",
  ].join("\n\n"),
  idempotencyKey: `changed-${key}`,
});
