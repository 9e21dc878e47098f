import { createRoute } from "../../http/route";
import { guard, guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { testProviderConnection } from "./connection-test.service";
import {
  ConnectionCheck,
  ConnectionTest,
  ImageSettingsChange,
  ImageSettings,
  OpenAiSettingsChange,
  OpenAiSettings,
} from "./providers.schema";
import {
  getImageSettings,
  getOpenAiSettings,
  saveImageSettings,
  saveOpenAiSettings,
} from "./providers.service";

export const providerRoutes = router();
const tags = ["System"];
const OPENAI = "/settings/integrations/openai";
const IMAGES = "/settings/integrations/image_generation";

providerRoutes.openapi(
  createRoute({
    method: "get",
    path: OPENAI,
    tags,
    summary: "Get the language model settings",
    middleware: guardWithKeys("viewer"),
    responses: { 200: ok(OpenAiSettings), ...errors },
  }),
  async (c) => respond(c, success(await getOpenAiSettings(c.var.ctx)), 200),
);

providerRoutes.openapi(
  createRoute({
    method: "put",
    path: OPENAI,
    tags,
    summary: "Update the language model settings",
    middleware: guard("admin"),
    request: { body: body(OpenAiSettingsChange) },
    responses: { 200: ok(OpenAiSettings), ...errors },
  }),
  async (c) => respond(c, success(await saveOpenAiSettings(c.var.ctx, c.req.valid("json"))), 200),
);

providerRoutes.openapi(
  createRoute({
    method: "get",
    path: IMAGES,
    tags,
    summary: "Get the image settings",
    middleware: guardWithKeys("viewer"),
    responses: { 200: ok(ImageSettings), ...errors },
  }),
  async (c) => respond(c, success(await getImageSettings(c.var.ctx)), 200),
);

providerRoutes.openapi(
  createRoute({
    method: "put",
    path: IMAGES,
    tags,
    summary: "Update the image settings",
    middleware: guard("admin"),
    request: { body: body(ImageSettingsChange) },
    responses: { 200: ok(ImageSettings), ...errors },
  }),
  async (c) => respond(c, success(await saveImageSettings(c.var.ctx, c.req.valid("json"))), 200),
);

providerRoutes.openapi(
  createRoute({
    method: "post",
    path: "/settings/integrations/test",
    tags,
    summary: "Test a connection to a language model",
    description:
      "Looks the model up at the provider, free of charge, within ten seconds. OpenAI reports an exhausted quota only when something is generated.",
    middleware: guard("admin", "ai"),
    request: { body: body(ConnectionTest) },
    responses: { 200: ok(ConnectionCheck), ...errors },
  }),
  async (c) => respond(c, success(await testProviderConnection(c.var.ctx, c.req.valid("json"))), 200),
);
