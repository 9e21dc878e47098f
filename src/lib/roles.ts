/** In ascending order of permissions. */
export const roles = ["viewer", "editor", "admin", "owner", "developer"] as const;
export type Role = (typeof roles)[number];
