import { integer, text } from "drizzle-orm/sqlite-core";

export const id = integer().primaryKey({ autoIncrement: true });
const now = () => new Date().toISOString();
export const timestamps = {
  created_at: text().notNull().$defaultFn(now),
  updated_at: text().notNull().$defaultFn(now).$onUpdateFn(now),
};
export const createdAt = text().notNull().$defaultFn(now);
export const flag = () => integer({ mode: "boolean" }).notNull();
export const json = <T>() => text({ mode: "json" }).$type<T>();
