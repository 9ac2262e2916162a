// The board: actions dragged, or moved by keyboard, into triggers and into their order.
// @ts-check

import { CallPanel } from "./call-panel.js";
import { callOf, send } from "./calls.js";
import { announce, byId, fromTemplate, ownAddress } from "./page.js";

/** @typedef {{ id: string, name: string, active: boolean }} Action */

const WAIT_MS = 150;
const panel = new CallPanel();

/**
 * Give a copy of a template an action.
 * @param {string} template
 * @param {Action} action
 */
function slotOf(template, { id, name, active }) {
  const slot = fromTemplate(template);
  slot.dataset.id = id;
  slot.dataset.name = name;
  /** @type {HTMLElement} */ (slot.querySelector("bdi")).textContent = name;
  /** @type {HTMLElement} */ (slot.querySelector("[data-inactive]")).hidden = active;
  for (const [move, label] of [["up", `Move ${name} up`], ["down", `Move ${name} down`], ["out", `Take ${name} out`]]) {
    slot.querySelector(`[data-move=${move}]`)?.setAttribute("aria-label", label ?? "");
  }
  slot.querySelector("[data-add]")?.setAttribute("aria-label", `Add ${name} to a trigger`);
  return slot;
}

/**
 * The action of a slot.
 * @param {HTMLElement} slot
 * @returns {Action}
 */
function actionOf(slot) {
  const inactive = /** @type {HTMLElement} */ (slot.querySelector("[data-inactive]"));
  return { id: slot.dataset.id ?? "", name: slot.dataset.name ?? "", active: Boolean(inactive.hidden) };
}

/** One trigger: its list is what would be saved. */
class Trigger {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.list = /** @type {HTMLElement} */ (section.querySelector("ol"));
    this.title = section.dataset.title ?? "";
    this.buttons = /** @type {HTMLElement} */ (section.querySelector(".buttons"));
    this.save = /** @type {HTMLButtonElement} */ (section.querySelector("[data-save]"));
    const rest = /** @type {HTMLElement | null} */ (section.querySelector("[data-rest]"));
    /** @type {string[]} Ids behind those that are shown. */
    this.rest = JSON.parse(rest?.dataset.rest ?? "[]");
    this.kept = [...this.list.children];
    this.save.addEventListener("click", () => this.#save());
    section.querySelector("[data-undo]")?.addEventListener("click", () => {
      this.list.replaceChildren(...this.kept);
      this.changed(`${this.title} is as it was saved`);
    });
    this.list.addEventListener("click", (event) => this.#move(event));
  }

  get slots() {
    return /** @type {HTMLElement[]} */ ([...this.list.children]);
  }

  get ids() {
    const shown = this.slots.map(({ dataset }) => dataset.id);
    // One that was behind them and was put among them is there only once.
    return [...shown, ...this.rest.filter((id) => !shown.includes(id))];
  }

  get call() {
    const { flow, trigger } = this.section.dataset;
    return callOf("SetTriggerActions", { flowType: flow, triggerType: trigger, actionIds: this.ids });
  }

  /**
   * Put an action in front of a slot, or at the end; one that the trigger has already is moved.
   * @param {Action} action
   * @param {Element | null} before
   */
  put(action, before = null) {
    const own = this.slots.find(({ dataset }) => dataset.id === action.id);
    if (own && own === before) return;
    this.list.insertBefore(own ?? slotOf("slot", action), before);
    this.changed(`${action.name} is number ${this.ids.indexOf(action.id) + 1} of ${this.ids.length} in ${this.title}; not saved yet`);
  }

  /** @param {string} [said] */
  changed(said) {
    const { kept, slots } = this;
    const different = kept.length !== slots.length || kept.some((slot, index) => slot !== slots[index]);
    this.buttons.hidden = !different;
    this.section.classList.toggle("changed", different);
    /** @type {HTMLElement} */ (this.section.querySelector("[data-empty]")).hidden = slots.length > 0;
    if (different) panel.show(this.call);
    if (said) announce(said);
  }

  async #save() {
    const answer = await panel.run(this.call);
    if (!answer.ok) return;
    this.kept = [...this.list.children];
    this.changed();
  }

  /** @param {MouseEvent} event */
  #move({ target }) {
    const button = target instanceof Element ? target.closest("[data-move]") : null;
    const slot = /** @type {HTMLElement | null} */ (button?.closest("li") ?? null);
    if (!(button instanceof HTMLElement) || !slot) return;
    const name = slot.dataset.name ?? "";
    if (button.dataset.move === "out") {
      const next = /** @type {HTMLElement | null} */ (slot.nextElementSibling ?? slot.previousElementSibling);
      slot.remove();
      this.changed(`${name} is taken out of ${this.title}; not saved yet`);
      // The focus would be lost with the button; it goes where work goes on.
      (/** @type {HTMLElement | null} */ (next?.querySelector("[data-move=out]")) ?? this.save).focus();
      return;
    }
    if (button.dataset.move === "up") slot.previousElementSibling?.before(slot);
    else slot.nextElementSibling?.after(slot);
    button.focus();
    this.changed(`${name} is number ${this.slots.indexOf(slot) + 1} of ${this.ids.length} in ${this.title}; not saved yet`);
  }
}

const triggers = new Map(
  [...document.querySelectorAll(".trigger")].map((section) => [section.id, new Trigger(/** @type {HTMLElement} */ (section))]),
);

// Dragging: the action that is under way, and the trigger that it comes from.

/** @type {{ action: Action, from: Trigger | undefined } | undefined} */
let dragged;

document.addEventListener("dragstart", (event) => {
  const slot = event.target instanceof HTMLElement ? event.target.closest(".slot") : null;
  if (!(slot instanceof HTMLElement) || !event.dataTransfer) return;
  const action = actionOf(slot);
  dragged = { action, from: triggers.get(slot.closest(".trigger")?.id ?? "") };
  event.dataTransfer.setData("text/plain", action.name);
  event.dataTransfer.effectAllowed = "copyMove";
});

document.addEventListener("dragend", () => {
  dragged = undefined;
  for (const { section } of triggers.values()) section.classList.remove("over");
});

for (const trigger of triggers.values()) {
  trigger.section.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    trigger.section.classList.add("over");
  });
  trigger.section.addEventListener("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node && trigger.section.contains(event.relatedTarget))) trigger.section.classList.remove("over");
  });
  trigger.section.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const below = trigger.slots.find((slot) => {
      const { top, height } = slot.getBoundingClientRect();
      return event.clientY < top + height / 2;
    });
    const { action, from } = dragged;
    if (from && from !== trigger) {
      from.slots.find(({ dataset }) => dataset.id === action.id)?.remove();
      from.changed();
    }
    trigger.put(action, below ?? null);
    trigger.section.classList.remove("over");
  });
}

// Actions to choose from.

const found = document.getElementById("found");
const find = /** @type {HTMLInputElement | null} */ (document.getElementById("find"));

/** @param {Action[]} actions */
function offer(actions) {
  found?.replaceChildren(...actions.map((action) => slotOf("offer", action)));
}

offer(
  /** @type {HTMLElement[]} */ ([...(found?.children ?? [])]).map(({ dataset }) => ({
    id: dataset.id ?? "",
    name: dataset.name ?? "",
    active: dataset.active === "true",
  })),
);

found?.addEventListener("change", ({ target }) => {
  const trigger = target instanceof HTMLSelectElement ? triggers.get(target.value) : undefined;
  const slot = target instanceof Element ? target.closest("li") : null;
  if (!(target instanceof HTMLSelectElement) || !trigger || !slot) return;
  trigger.put(actionOf(slot));
  target.value = "";
});

/** @type {number | undefined} */
let waiting;
find?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const text = find.value;
    const path = ownAddress("/__admin/console/board/actions", { text });
    const answer = await send({ method: "GET", path, headers: {}, body: undefined });
    if (text !== find.value || !answer.ok) return;
    const { actions } = answer.document;
    offer(actions);
    byId("found-note").textContent = actions.length ? "" : `No action has “${text}” in its name or id.`;
    announce(`${actions.length} actions found`);
  }, WAIT_MS);
});

addEventListener("beforeunload", (event) => {
  if ([...triggers.values()].some(({ buttons }) => !buttons.hidden)) event.preventDefault();
});
