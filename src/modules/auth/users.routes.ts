import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guard } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam, NumberedPageQuery } from "../../http/schemas";
import { User } from "./auth.schema";
import { createDefer } from "./defer";
import { RoleGroup } from "./groups.schema";
import { listGroups } from "./groups.service";
import { UserBody, UserChange, UserQuery } from "./users.schema";
import { getUser, resendInvitation, inviteUser, listUsers, deleteUser, updateUser } from "./users.service";

export const userRoutes = router();
const tags = ["Auth"];

userRoutes.openapi(
  createRoute({
    method: "get",
    path: "/groups",
    tags,
    summary: "List roles and their permissions",
    middleware: guard("viewer"),
    request: { query: NumberedPageQuery },
    responses: { 200: page(RoleGroup), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, listGroups(c.var.ctx, query)), 200);
  },
);

userRoutes.openapi(
  createRoute({
    method: "get",
    path: "/users",
    tags,
    summary: "List users",
    middleware: guard("admin"),
    request: { query: UserQuery },
    responses: { 200: page(User), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listUsers(c.var.ctx, query)), 200);
  },
);

userRoutes.openapi(
  createRoute({
    method: "post",
    path: "/users",
    tags,
    summary: "Invite a user by e-mail",
    middleware: guard("admin"),
    request: { body: body(UserBody) },
    responses: { 201: ok(User, "Invited"), ...errors },
  }),
  async (c) =>
    respond(
      c,
      success(await inviteUser(c.var.ctx, c.req.valid("json")), "The invitation is on its way"),
      201,
    ),
);

userRoutes.openapi(
  createRoute({
    method: "get",
    path: "/users/{id}",
    tags,
    summary: "Get a user",
    middleware: guard("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(User), ...errors },
  }),
  async (c) => respond(c, success(await getUser(c.var.ctx, c.req.valid("param").id)), 200),
);

userRoutes.openapi(
  createRoute({
    method: "post",
    path: "/users/{id}/invite",
    tags,
    summary: "Resend an invitation",
    middleware: guard("admin"),
    request: { params: IdParam },
    responses: { 200: ok(User), ...errors },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    return respond(c, success(await resendInvitation(c.var.ctx, id), "The invitation is on its way"), 200);
  },
);

userRoutes.openapi(
  createRoute({
    method: "put",
    path: "/users/{id}",
    tags,
    summary: "Update a user",
    description:
      "Users may change their own name; admins may change every field. Changing email, role, site_access or is_active ends the user's sessions immediately.",
    middleware: guard("viewer"),
    request: { params: IdParam, body: body(UserChange) },
    responses: { 200: ok(User), ...errors },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    return respond(c, success(await updateUser(c.var.ctx, id, c.req.valid("json"), createDefer(c))), 200);
  },
);

userRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/users/{id}",
    tags,
    summary: "Delete a user",
    middleware: guard("admin"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteUser(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Deleted"), 200);
  },
);
