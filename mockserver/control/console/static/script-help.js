// Help while a script is written: what goes wrong with it, and what can follow behind a dot.
// @ts-check

/** @import { Shapes } from "./script-types.js" */

import { send } from "./calls.js";
import { Completion } from "./completion.js";
import { controlCall } from "./control-calls.js";
import { byId, dataOf, element } from "./page.js";
import { offersAt } from "./script-types.js";

const WAIT_MS = 400;
const script = /** @type {HTMLTextAreaElement} */ (byId("script"));
const form = /** @type {HTMLFormElement} */ (byId("action"));
const trying = /** @type {HTMLFormElement} */ (byId("try"));
const findings = byId("findings");
/** @type {Shapes} */
const shapes = dataOf("shapes");

const trigger = () => String(new FormData(trying).get("trigger"));
const nameOf = () => String(new FormData(form).get("name")) || "run";

/** @type {number | undefined} */
let waiting;
async function lint() {
  const [flow, number] = trigger().split("/");
  const name = nameOf();
  const source = script.value;
  const answer = await send(controlCall("Lint", "POST", "/scripts/lint", { script: source, name, flow, trigger: number }));
  if (!answer.ok || source !== script.value) return;
  /** @type {{ line: number, column: number, level: string, message: string, rule: string }[]} */
  const found = answer.document.findings;
  findings.replaceChildren(
    ...found.map(({ line, column, level, message, rule }) => {
      const item = element("li", "");
      const jump = element("button", `${line}:${column}`);
      jump.type = "button";
      jump.setAttribute("aria-label", `${line}:${column}, go there`);
      jump.addEventListener("click", () => goTo(line, column));
      item.append(jump, element("span", level, level === "error" ? "badge fault" : "badge warning"), ` ${message} [${rule}]`);
      return item;
    }),
  );
  findings.hidden = found.length === 0;
}

/**
 * @param {number} line
 * @param {number} column
 */
function goTo(line, column) {
  const lines = script.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  script.focus();
  script.setSelectionRange(before + column - 1, before + column - 1);
}

new Completion(script, /** @type {HTMLElement} */ (form.querySelector("pre.code")), byId("completions"), (asked) =>
  offersAt(script.value, script.selectionStart, shapes, trigger(), nameOf(), asked),
);

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(lint, WAIT_MS);
}
form.addEventListener("input", later);
trying.addEventListener("change", later);
later();
