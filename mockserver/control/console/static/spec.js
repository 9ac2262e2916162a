// Swagger UI, with the console's own token, organisation and instance.
// @ts-check

import { send } from "./calls.js";
import { byId } from "./page.js";
import { instanceHost, organisation, token, tokenMenu } from "./place.js";
import { LAYOUT, insideLayout } from "./spec-layout.js";
import { keepNamed } from "./spec-names.js";

/** @typedef {{ url: string, headers: Record<string, string> }} SwaggerRequest */
/** @typedef {{ preauthorizeApiKey: (scheme: string, token: string) => void }} Swagger */

const place = byId("swagger");
const isControl = "control" in place.dataset;
const { SwaggerUIBundle } = /** @type {{ SwaggerUIBundle: any }} */ (/** @type {unknown} */ (window));

// Its own colours for the dark hang on a class of the whole page.
const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const colour = () => root.classList.toggle("dark-mode", root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
system.addEventListener("change", colour);
byId("theme").addEventListener("change", colour);
colour();

/**
 * Send what is tried out to the instance and the organisation of this page.
 * @param {SwaggerRequest} request
 */
function toThisPlace(request) {
  const host = instanceHost();
  if (isControl) {
    const url = new URL(request.url, location.href);
    if (host && !url.searchParams.has("host")) url.searchParams.set("host", host);
    return Object.assign(request, { url: url.href });
  }
  const named = new Set(Object.keys(request.headers).map((name) => name.toLowerCase()));
  if (host && !named.has("x-zitadel-instance-host")) request.headers["x-zitadel-instance-host"] = host;
  if (!named.has("x-zitadel-orgid")) request.headers["x-zitadel-orgid"] = organisation();
  return request;
}

/** The document, which has the organisation of this page where one can be named. */
async function load() {
  const answer = await send({ method: "GET", path: place.dataset.url ?? "", headers: {}, body: undefined });
  for (const parameter of Object.values(answer.document?.components?.parameters ?? {})) {
    if (parameter.name === "x-zitadel-orgid") parameter.example = organisation();
  }
  return answer.document;
}

const spec = await load();
keepNamed(place);

/** @type {Swagger} */
const swagger = SwaggerUIBundle({
  spec,
  domNode: place,
  plugins: [insideLayout],
  layout: LAYOUT,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  syntaxHighlight: { activated: false },
  requestInterceptor: toThisPlace,
  onComplete: authorise,
});

function authorise() {
  if (!isControl) swagger.preauthorizeApiKey("bearer", token());
}
tokenMenu().addEventListener("change", authorise);
