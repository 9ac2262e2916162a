// Help while a script is written: what goes wrong with it, and what can follow behind a dot.
// @ts-check

import { send } from "./calls.js";
import { controlCall } from "./control-calls.js";
import { byId, dataOf, element } from "./page.js";

/** @typedef {{ call: boolean, of: string, below: Members }} Member */
/** @typedef {{ [name: string]: Member }} Members */

const WAIT_MS = 400;
const script = /** @type {HTMLTextAreaElement} */ (byId("script"));
const form = /** @type {HTMLFormElement} */ (byId("action"));
const trying = /** @type {HTMLFormElement} */ (byId("try"));
const findings = byId("findings");
const hints = byId("hints");
/** @type {{ triggers: { [key: string]: { ctx: Members, api: Members } }, objects: { [name: string]: Members } }} */
const shapes = dataOf("shapes");

const trigger = () => String(new FormData(trying).get("trigger"));

/** @type {number | undefined} */
let waiting;
async function lint() {
  const [flow, number] = trigger().split("/");
  const name = String(new FormData(form).get("name")) || "run";
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

/** What stands in front of the caret, as far as it is a path below ctx or api. */
const PATH = /\b(ctx|api)((?:\??\.\w+(?:\(\))?)*)\??\.(\w*)$/;

function hint() {
  const found = PATH.exec(script.value.slice(0, script.selectionStart));
  const of = shapes.triggers[trigger()];
  let members = found && of ? of[/** @type {"ctx" | "api"} */ (found[1])] : undefined;
  for (const [, name = "", call] of (found?.[2] ?? "").matchAll(/\.(\w+)(\(\))?/g)) {
    const member = members && Object.hasOwn(members, name) ? members[name] : undefined;
    const given = member && member.call === Boolean(call) ? member : undefined;
    members = given?.of ? shapes.objects[given.of] : given?.below;
  }
  const begun = found?.[3] ?? "";
  const fitting = Object.entries(members ?? {}).filter(([name]) => name.startsWith(begun) && name !== begun);
  hints.replaceChildren(
    ...fitting.map(([name, { call }]) => {
      const button = element("button", call ? `${name}()` : name);
      button.type = "button";
      button.addEventListener("click", () => {
        script.focus();
        script.setRangeText(button.textContent?.slice(begun.length) ?? "", script.selectionStart, script.selectionEnd, "end");
        script.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
      return button;
    }),
  );
  hints.hidden = fitting.length === 0;
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(lint, WAIT_MS);
}
script.addEventListener("input", () => {
  hint();
  later();
});
script.addEventListener("click", hint);
script.addEventListener("keyup", ({ key }) => {
  if (key.startsWith("Arrow")) hint();
});
form.addEventListener("input", later);
trying.addEventListener("change", later);
later();
