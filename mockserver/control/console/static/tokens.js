// Tokens: issue one, and choose the one that the console's calls are made with.
// @ts-check

import { CallPanel } from "./call-panel.js";
import { controlCall } from "./control-calls.js";
import { ask, filledIn } from "./form-call.js";
import { announce, byId } from "./page.js";
import { chooseToken } from "./place.js";
import { refresh } from "./refresh.js";

const panel = new CallPanel();
const form = /** @type {HTMLFormElement} */ (byId("issue"));
const issued = byId("issued");

function issuing() {
  const organisation = filledIn(form, "organisation");
  const lifetime = filledIn(form, "lifetime");
  return controlCall("issueToken", "POST", "/tokens", {
    kind: filledIn(form, "kind"),
    roles: new FormData(form).getAll("roles"),
    ...(organisation ? { organisation } : {}),
    ...(lifetime ? { lifetime } : {}),
  });
}

form.addEventListener("input", () => panel.show(issuing()));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await ask(panel, form, issuing());
  issued.hidden = !answer.ok;
  if (!answer.ok) return;
  const { token, userName = "" } = answer.document;
  byId("issued-token").textContent = token;
  byId("issued-user").textContent = userName || "no user of this instance";
  /** @type {HTMLElement} */ (issued.querySelector("[data-copy]")).dataset.copy = token;
  /** @type {HTMLElement} */ (issued.querySelector("[data-use]")).dataset.use = token;
  await refresh("tokens");
});

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-use]") : null;
  if (!(button instanceof HTMLElement)) return;
  chooseToken(button.dataset.use ?? "");
  announce(`The console now calls with ${button.dataset.user || "this token"}`);
});
