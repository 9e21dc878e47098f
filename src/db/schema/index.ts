export * from "./accounts";
export * from "./billing";
export * from "./jobs";
export * from "./notifications";
export * from "./planner";
export * from "./sites";
export * from "./users";
export * from "./writer";
