// The actions of a trigger, tried for somebody.
// @ts-check

import { byId } from "./page.js";
import { tryAt } from "./trial.js";

const dialog = /** @type {HTMLDialogElement} */ (byId("run"));
const form = /** @type {HTMLFormElement} */ (byId("run-form"));
const outcome = byId("run-outcome");
let trigger = "";

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-run]") : null;
  if (!(button instanceof HTMLElement)) return;
  trigger = button.dataset.run ?? "";
  const section = /** @type {HTMLElement | null} */ (button.closest(".trigger"));
  byId("run-title").textContent = `Run ${section?.dataset.title ?? ""}`;
  outcome.hidden = true;
  dialog.showModal();
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const user = String(new FormData(form).get("user"));
  // Logins are tried for somebody made up.
  const chosen = user && trigger.startsWith("2/");
  await tryAt(outcome, trigger, chosen ? { user } : { organisation: dialog.dataset.organisation });
});
form.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
