/** Parts of the product that an account may switch off; each is the first segment of its routes' paths. */
export const moduleNames = ["planner", "writer", "automation", "linker", "optimizer", "publisher"] as const;
export type Module = (typeof moduleNames)[number];
