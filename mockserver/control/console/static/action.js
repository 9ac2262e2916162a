// One action: the script in colour while it is written, and the calls that change it.
// @ts-check

import { CallPanel } from "./call-panel.js";
import { callOf, send } from "./calls.js";
import { byId, ownAddress } from "./page.js";

const WAIT_MS = 120;
const panel = new CallPanel();
const form = /** @type {HTMLFormElement} */ (byId("action"));
const { id, active, list = "", highlight = "" } = form.dataset;
const script = /** @type {HTMLTextAreaElement} */ (byId("script"));
const colours = /** @type {HTMLElement} */ (form.querySelector("pre.code"));

/** The call that saves the form as it is now. */
function saving() {
  const fields = new FormData(form);
  const message = {
    name: fields.get("name"),
    script: script.value,
    timeout: fields.get("timeout"),
    allowedToFail: fields.has("allowedToFail"),
  };
  return id ? callOf("UpdateAction", { id, ...message }) : callOf("CreateAction", message);
}

/** @param {string} actionId */
const addressOf = (actionId) => ownAddress(`/__admin/console/actions/${encodeURIComponent(actionId)}`);

let unsaved = false;
form.addEventListener("input", () => {
  unsaved = true;
  panel.show(saving());
});
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await panel.run(saving());
  if (!answer.ok) return;
  unsaved = false;
  panel.leave(id ? location.href : addressOf(answer.document.id), answer);
});

form.querySelector("[data-switch]")?.addEventListener("click", async () => {
  const answer = await panel.run(callOf(active === "true" ? "DeactivateAction" : "ReactivateAction", { id }));
  if (answer.ok && !unsaved) panel.leave(location.href, answer);
});

form.querySelector("[data-delete]")?.addEventListener("click", () => {
  const dialog = /** @type {HTMLDialogElement} */ (byId("sure"));
  panel.show(callOf("DeleteAction", { id }));
  dialog.returnValue = "no";
  dialog.addEventListener(
    "close",
    async () => {
      if (dialog.returnValue !== "yes") return;
      const answer = await panel.run(callOf("DeleteAction", { id }));
      unsaved &&= !answer.ok;
      if (answer.ok) panel.leave(list, answer);
    },
    { once: true },
  );
  dialog.showModal();
});

// The text area lies over the coloured text and its own letters cannot be seen; both scroll together.

/** @type {number | undefined} */
let waiting;
script.addEventListener("input", () => {
  colours.textContent = script.value;
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const body = script.value;
    const answer = await send({ method: "POST", path: highlight, headers: { "content-type": "text/plain" }, body });
    if (answer.ok && body === script.value) colours.innerHTML = answer.text;
  }, WAIT_MS);
});
script.addEventListener("scroll", () => {
  colours.scrollTop = script.scrollTop;
  colours.scrollLeft = script.scrollLeft;
});
