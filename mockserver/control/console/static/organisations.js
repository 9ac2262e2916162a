// Organisations: add one, and change one by the buttons in its row.
// @ts-check

import { CallPanel } from "./call-panel.js";
import { callOf } from "./calls.js";
import { byId } from "./page.js";

const panel = new CallPanel();
const form = /** @type {HTMLFormElement} */ (byId("add"));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  panel.run(callOf("AddOrg", { name: new FormData(form).get("name") }), () => location.href);
});

document.querySelector("main tbody")?.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-call]") : null;
  const id = button?.closest("tr")?.dataset.id;
  if (!(button instanceof HTMLElement) || !id) return;
  const { call: operation = "", sure } = button.dataset;
  const call = callOf(operation, {});
  call.headers["x-zitadel-orgid"] = id;
  panel.show(call);
  if (sure && !confirm(sure)) return;
  const url = new URL(location.href);
  // An organisation that is gone cannot be where calls go.
  if (operation === "RemoveOrg" && url.searchParams.get("org") === id) url.searchParams.delete("org");
  panel.run(call, () => url.href);
});
