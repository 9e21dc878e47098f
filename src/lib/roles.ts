/** From the one who may least to the one who may most. */
export const roles = ["viewer", "editor", "admin", "owner", "developer"] as const;
export type Role = (typeof roles)[number];
