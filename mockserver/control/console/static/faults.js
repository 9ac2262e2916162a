// The fault switchboard: switches for presets and rules, and a form for a rule of one's own.
// @ts-check

import { CallPanel } from "./call-panel.js";
import { showFitting } from "./conditional.js";
import { controlCall } from "./control-calls.js";
import { ruleOf, Unreadable } from "./fault-rule.js";
import { ask, refuse } from "./form-call.js";
import { announce, byId } from "./page.js";
import { refresh } from "./refresh.js";

const WAIT_MS = 2_000;
const panel = new CallPanel();
const form = /** @type {HTMLFormElement} */ (byId("rule"));
const operation = /** @type {HTMLSelectElement} */ (byId("preset-operation"));
const presets = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-preset]")]);

/** @param {string} name */
const rulePath = (name) => `/faults/${encodeURIComponent(name)}`;

/**
 * The operation that a preset is for; what is of calls of targets is of none.
 * @param {HTMLElement} preset
 */
const operationOf = ({ dataset }) => ("delivery" in JSON.parse(dataset.rule ?? "{}") ? "" : operation.value);

/** @param {HTMLElement} preset */
const nameOf = (preset) => [preset.dataset.preset, operationOf(preset)].filter(Boolean).join(".");

/** @param {string} name */
const rowOf = (name) => /** @type {HTMLElement | null} */ (document.querySelector(`#rules [data-name="${CSS.escape(name)}"]`));

/** @param {Element | null | undefined} element */
const isOn = (element) => element?.getAttribute("aria-checked") === "true";

/** Let the presets show which of them are among the rules. */
function showPresets() {
  for (const preset of presets) {
    preset.setAttribute("aria-checked", String(isOn(rowOf(nameOf(preset))?.querySelector("[role=switch]"))));
  }
}

async function showRules() {
  await refresh("rules");
  showPresets();
}

/** @param {HTMLElement} preset */
async function switchPreset(preset) {
  const name = nameOf(preset);
  const of = operationOf(preset);
  const rule = { name, ...(of ? { operation: of } : {}), ...JSON.parse(preset.dataset.rule ?? "{}") };
  await panel.run(isOn(preset) ? controlCall("removeFault", "DELETE", rulePath(name)) : controlCall("addFault", "POST", "/faults", rule));
  await showRules();
}

/** @param {HTMLElement} row */
async function switchRule(row) {
  const enabled = !isOn(row.querySelector("[role=switch]"));
  await panel.run(controlCall("changeFault", "PATCH", rulePath(row.dataset.name ?? ""), { enabled }));
  await showRules();
}

/** @param {HTMLElement} row */
async function removeRule(row) {
  const name = row.dataset.name ?? "";
  const near = row.nextElementSibling ?? row.previousElementSibling;
  const next = near instanceof HTMLElement ? near.dataset.name : undefined;
  await panel.run(controlCall("removeFault", "DELETE", rulePath(name)));
  await showRules();
  // The focus would be lost with the button; it goes where work goes on.
  const button = next ? rowOf(next)?.querySelector("[data-remove]") : undefined;
  (button instanceof HTMLElement ? button : byId("rules-title")).focus();
}

for (const preset of presets) preset.addEventListener("click", () => switchPreset(preset));
operation.addEventListener("change", showPresets);

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest("#rules button") : null;
  if (!(button instanceof HTMLElement)) return;
  const row = button.closest("tr");
  if (row && button.matches("[role=switch]")) await switchRule(row);
  else if (row && button.matches("[data-remove]")) await removeRule(row);
  else if (button.matches("[data-clear]")) {
    await panel.run(controlCall("clearFaults", "DELETE", "/faults"));
    await showRules();
    byId("rules-title").focus();
  }
});

/** The call that adds what the form says; or why there is none. */
function adding() {
  try {
    return controlCall("addFault", "POST", "/faults", ruleOf(form));
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

form.addEventListener("input", () => {
  showFitting(form);
  const call = adding();
  if (!(call instanceof Unreadable)) panel.show(call);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const call = adding();
  if (call instanceof Unreadable) {
    refuse(form, { field: call.field, detail: call.message, fix: call.fix });
    return;
  }
  const answer = await ask(panel, form, call);
  if (!answer.ok) return;
  await showRules();
  announce(`The rule ${answer.document.name} is on`);
});

showFitting(form);
showPresets();
// How often each rule struck, while somebody looks.
setInterval(() => {
  if (document.visibilityState === "visible") showRules();
}, WAIT_MS);
