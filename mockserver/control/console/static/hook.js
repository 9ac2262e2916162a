// A receiver of the mock's own: how it answers, and what came.
// @ts-check

import { CallPanel } from "./call-panel.js";
import { send } from "./calls.js";
import { controlCall } from "./control-calls.js";
import { ask, filledIn, numberIn, refuse } from "./form-call.js";
import { live } from "./live.js";
import { byId } from "./page.js";
import { refresh } from "./refresh.js";

const panel = new CallPanel();
const form = /** @type {HTMLFormElement} */ (byId("answer"));
const { name = "" } = form.dataset;
const path = `/hooks/${encodeURIComponent(name)}`;

/**
 * What the control API is sent; throws where the body is no JSON.
 * @returns {Record<string, unknown>}
 */
function answer() {
  const text = filledIn(form, "text");
  const body = filledIn(form, "body");
  return {
    status: numberIn(form, "status"),
    delayMs: numberIn(form, "delayMs"),
    ...(text ? { text } : {}),
    ...(body ? { body: JSON.parse(body) } : {}),
  };
}

/** The call that has the receiver answer so; nothing where the body is no JSON. */
function setting() {
  try {
    return controlCall("putHook", "PUT", path, answer());
  } catch {
    return undefined;
  }
}

/** Show what came; what was opened stays open. */
async function show() {
  const open = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("details.came[open]")]).map(({ id }) => id);
  await refresh("list");
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
}

form.addEventListener("input", () => {
  const call = setting();
  if (call) panel.show(call);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const call = setting();
  if (!call) refuse(form, { field: "body", detail: "this is no JSON", fix: "write it as text in the field beside, or mend it" });
  else if ((await ask(panel, form, call)).ok) await show();
});

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-forget]") : null;
  if (!button) return;
  await panel.run(controlCall("removeHook", "DELETE", path), () => location.href);
});

live(
  async () => {
    const { ok, document: told } = await send(controlCall("listHooks", "GET", "/hooks"));
    if (!ok) return undefined;
    return told.hooks.find((/** @type {{ name: string }} */ hook) => hook.name === name)?.count ?? 0;
  },
  show,
);
