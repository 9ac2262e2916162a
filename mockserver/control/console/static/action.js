// One action: the script in colour while it is written, and the calls that change it.
// @ts-check

/** @import { Answer, Call } from "./calls.js" */

import { CallPanel } from "./call-panel.js";
import { callOf, send } from "./calls.js";
import { byId, ownAddress } from "./page.js";
import { refresh } from "./refresh.js";

const WAIT_MS = 120;
const panel = new CallPanel();
const form = /** @type {HTMLFormElement} */ (byId("action"));
const { id, list = "", highlight = "" } = form.dataset;
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
  if (!id) await run(saving(), ({ document: created }) => addressOf(created.id));
  else if ((await run(saving())).ok) await refresh("title", "heading", "facts");
});

/**
 * Run a call after which the page has nothing that is not saved, but for what is written while it is under way.
 * @param {Call} call
 * @param {(answer: Answer) => string} [next]
 */
async function run(call, next) {
  const before = unsaved;
  unsaved = false;
  const answer = await panel.run(call, next);
  if (!answer.ok) unsaved ||= before;
  return answer;
}

form.addEventListener("click", async ({ target }) => {
  const button = target instanceof HTMLElement && target.id === "switch" ? target : null;
  if (!button) return;
  const answer = await panel.run(callOf(button.dataset.call ?? "", { id }));
  if (answer.ok) await refresh("facts", "switch");
});

form.querySelector("[data-delete]")?.addEventListener("click", () => {
  const dialog = /** @type {HTMLDialogElement} */ (byId("sure"));
  panel.show(callOf("DeleteAction", { id }));
  dialog.returnValue = "no";
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue === "yes") run(callOf("DeleteAction", { id }), () => list);
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
