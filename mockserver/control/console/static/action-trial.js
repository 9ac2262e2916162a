// The script of an action's page, tried as it stands.
// @ts-check

import { byId } from "./page.js";
import { tryAt } from "./trial.js";

const form = /** @type {HTMLFormElement} */ (byId("try"));
const action = /** @type {HTMLFormElement} */ (byId("action"));
const outcome = byId("tried");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const fields = new FormData(form);
  const own = new FormData(action);
  const trigger = String(fields.get("trigger"));
  const user = trigger.startsWith("2/") ? String(fields.get("user")) : "";
  /** @type {Record<string, unknown>} */
  const wanted = { script: own.get("script"), name: own.get("name") || "run", timeout: own.get("timeout") };
  if (user) wanted.user = user;
  const texts = user ? ["claims"] : ["claims", "person"];
  for (const name of texts) {
    const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem(name));
    try {
      wanted[name] = JSON.parse(field.value || "{}");
      field.setCustomValidity("");
    } catch (error) {
      field.setCustomValidity(`This is no JSON: ${error instanceof Error ? error.message : error}`);
      field.reportValidity();
      return;
    }
  }
  await tryAt(outcome, trigger, wanted);
});
form.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLTextAreaElement) target.setCustomValidity("");
});
