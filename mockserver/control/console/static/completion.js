// A list beside the caret of a text area: arrows choose, Enter and Tab take, Escape closes, Ctrl and space asks for it.
// @ts-check

/** @import { Offer, Offers } from "./script-types.js" */

import { element } from "./page.js";

/**
 * The list of one text area. HTML knows no combobox of several lines, so that the text area stays the text box that it is
 * and tells, as a combobox does, of the list box that it controls and of the option that is chosen in it.
 */
export class Completion {
  #area;
  #colours;
  #list;
  #offersAt;
  /** @type {Offer[]} */
  #offers = [];
  #begun = "";
  #chosen = 0;
  /** Whether what is put into the text is ours, after which nobody wants to choose at once. */
  #taking = false;

  /**
   * @param {HTMLTextAreaElement} area
   * @param {HTMLElement} colours the same text below it, which tells where on the page a character is
   * @param {HTMLElement} list
   * @param {(asked: boolean) => Offers | undefined} offersAt what can be written where the caret is
   */
  constructor(area, colours, list, offersAt) {
    this.#area = area;
    this.#colours = colours;
    this.#list = list;
    this.#offersAt = offersAt;
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-haspopup", "listbox");
    area.setAttribute("aria-controls", list.id);
    area.addEventListener("input", () => {
      if (this.#taking) this.close();
      else this.#open(false);
    });
    area.addEventListener("keydown", (event) => this.#press(event));
    area.addEventListener("click", () => this.close());
    area.addEventListener("blur", () => this.close());
    area.addEventListener("scroll", () => this.#place());
    // The focus stays where one writes.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => {
      const option = target instanceof Element ? target.closest("[role=option]") : null;
      if (option) this.#take([...this.#list.children].indexOf(option));
    });
  }

  close() {
    this.#list.hidden = true;
    this.#area.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.isComposing) return;
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      this.#open(true);
      return;
    }
    if (this.#list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#choose((this.#chosen + step + this.#offers.length) % this.#offers.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) this.#take(this.#chosen);
    else if (event.key === "Escape") this.close();
    else {
      if (/^(Arrow|Home|End|Page)/.test(event.key)) this.close();
      return;
    }
    event.preventDefault();
  }

  /** @param {boolean} asked */
  #open(asked) {
    const found = this.#area.selectionStart === this.#area.selectionEnd ? this.#offersAt(asked) : undefined;
    if (!found?.offers.length) {
      this.close();
      return;
    }
    this.#offers = found.offers;
    this.#begun = found.begun;
    this.#list.replaceChildren(...found.offers.map(optionOf));
    this.#list.hidden = false;
    this.#choose(0);
    this.#place();
  }

  /** @param {number} index */
  #choose(index) {
    this.#chosen = index;
    [...this.#list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === index));
      if (at !== index) return;
      option.scrollIntoView({ block: "nearest" });
      this.#area.setAttribute("aria-activedescendant", option.id);
    });
  }

  /** @param {number} index */
  #take(index) {
    const offer = this.#offers[index];
    if (!offer) return;
    const area = this.#area;
    const end = area.selectionEnd;
    area.focus();
    area.setSelectionRange(end - this.#begun.length, end);
    const text = offer.call ? `${offer.name}()` : offer.name;
    this.#taking = true;
    // The only way to write into a text area that can be undone.
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, end - this.#begun.length, end, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    this.#taking = false;
    // Where something has to be given, between the brackets.
    if (offer.call && !offer.type.startsWith("()")) area.setSelectionRange(area.selectionEnd - 1, area.selectionEnd - 1);
  }

  /** Put the list below what is written of the name, or above it where there is no room. */
  #place() {
    if (this.#list.hidden) return;
    const frame = this.#area.getBoundingClientRect();
    const at = placeOf(this.#colours, this.#area.selectionEnd - this.#begun.length) ?? frame;
    const { offsetWidth: width, offsetHeight: height } = this.#list;
    const below = at.bottom - frame.top + 2;
    const left = Math.max(0, Math.min(at.right - frame.left, frame.width - width));
    const top = below + height <= frame.height ? below : Math.max(0, at.top - frame.top - height - 2);
    this.#list.style.left = `${left}px`;
    this.#list.style.top = `${top}px`;
  }
}

/**
 * @param {Offer} offer
 * @param {number} index
 */
function optionOf({ name, type, note }, index) {
  const option = element("li", "");
  option.id = `completion-${index}`;
  option.setAttribute("role", "option");
  option.append(element("code", name), element("small", type));
  if (note) option.append(element("span", note, "note"));
  return option;
}

/**
 * Where the character in front of a place is on the page.
 * @param {HTMLElement} text
 * @param {number} place
 */
function placeOf(text, place) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let left = place;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (left > 0 && left <= length) {
      const range = document.createRange();
      range.setStart(node, left - 1);
      range.setEnd(node, left);
      return range.getBoundingClientRect();
    }
    left -= length;
  }
  return undefined;
}
