// Copies the docs pages' scripts out of their packages, so that the worker serves them itself.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const target = new URL("../.assets/", import.meta.url);
const packages = new URL("../node_modules/", import.meta.url);
mkdirSync(target, { recursive: true });
for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"])
  copyFileSync(new URL(`swagger-ui-dist/${file}`, packages), new URL(file, target));

// ReDoc shows its maker's logo from another host: an empty picture stands for it.
const redoc = readFileSync(new URL("redoc/bundles/redoc.standalone.js", packages), "utf8");
const logo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini\.svg/g;
writeFileSync(
  new URL("redoc.standalone.js", target),
  redoc
    .replace(logo, "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E")
    .replace(/^\/\/# sourceMappingURL.*$/m, ""),
);
writeFileSync(
  new URL("redoc-init.js", target),
  'Redoc.init("/api/schema/", {}, document.getElementById("redoc"));\n',
);
const swagger = {
  url: "/api/schema/",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "list",
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: true,
  validatorUrl: null,
  withCredentials: true,
};
writeFileSync(
  new URL("swagger-init.js", target),
  `window.ui = SwaggerUIBundle(${JSON.stringify(swagger, null, 2)});\n`,
);
