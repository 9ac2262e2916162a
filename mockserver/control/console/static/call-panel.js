// Shows a call in three languages, and what came of it.
// @ts-check

/** @import { Answer, Call } from "./calls.js" */

import { send } from "./calls.js";
import { announce, byId, element, ownAddress } from "./page.js";
import { snippets } from "./snippets.js";

const LANGUAGE = "zitadel-mock-language";
const LEFT = "zitadel-mock-left";

/** The page's one panel of the macro `calls`. */
export class CallPanel {
  #panel = byId("calls");
  #snippet = byId("snippet");
  #answer = /** @type {HTMLElement} */ (this.#panel.querySelector("[data-answer]"));
  #tabs = /** @type {HTMLElement[]} */ ([...this.#panel.querySelectorAll("[role=tab]")]);
  /** @type {Call | undefined} */
  #call;
  /** Whether people do not want to see it for what they are at. */
  #unwanted = false;

  constructor() {
    this.#panel.querySelector("[data-hide]")?.addEventListener("click", () => {
      this.#panel.hidden = this.#unwanted = true;
    });
    for (const tab of this.#tabs) {
      tab.addEventListener("click", () => this.#choose(tab));
      tab.addEventListener("keydown", ({ key }) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
        if (!step) return;
        const next = this.#tabs.at((this.#tabs.indexOf(tab) + step) % this.#tabs.length);
        next?.focus();
        if (next) this.#choose(next);
      });
    }
    const kept = this.#tabs.find((tab) => tab.dataset.language === localStorage.getItem(LANGUAGE));
    if (kept) this.#choose(kept);
    const left = JSON.parse(sessionStorage.getItem(LEFT) ?? "null");
    sessionStorage.removeItem(LEFT);
    if (left) {
      this.show(left.call);
      this.#answer.replaceChildren(...shown(left.answer));
      announce(`${left.call.title}: done`);
    }
  }

  /**
   * @param {string} address
   * @param {Answer} answer
   */
  #leave(address, answer) {
    try {
      sessionStorage.setItem(LEFT, JSON.stringify({ call: this.#call, answer }));
    } catch {
      // It is longer than browsers keep; the other page then does without.
    }
    location.href = address;
  }

  /**
   * Show what would be sent.
   * @param {Call} call
   */
  show(call) {
    this.#call = call;
    this.#answer.replaceChildren();
    this.#panel.hidden = this.#unwanted;
    this.#write();
  }

  /**
   * Show a call, send it, and show its answer: here, or where success leads to another page only there, so that nobody
   * begins to read what is about to go.
   * @param {Call} call
   * @param {(answer: Answer) => string} [next] the address of that page
   * @returns {Promise<Answer>}
   */
  async run(call, next) {
    this.#unwanted = false;
    this.show(call);
    try {
      const answer = await send(call);
      if (answer.ok && next) {
        this.#leave(next(answer), answer);
        return answer;
      }
      this.#answer.replaceChildren(...shown(answer));
      announce(answer.ok ? `${call.title}: done` : `${call.title}: ${messageOf(answer)}`);
      if (!answer.ok) await this.#explain(answer);
      return answer;
    } catch (error) {
      this.#answer.replaceChildren(
        element("p", "No answer came: the connection broke, or the server has ended. A fault may do this on purpose.", "problem"),
      );
      announce(`${call.title}: no answer came`);
      return { status: 0, ok: false, document: undefined, text: String(error), milliseconds: 0 };
    }
  }

  /** @param {HTMLElement} chosen */
  #choose(chosen) {
    for (const tab of this.#tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
    }
    this.#snippet.setAttribute("aria-labelledby", chosen.id);
    localStorage.setItem(LANGUAGE, chosen.dataset.language ?? "");
    this.#write();
  }

  #write() {
    const chosen = this.#tabs.find((tab) => tab.getAttribute("aria-selected") === "true");
    const write = snippets[chosen?.dataset.language ?? ""];
    this.#snippet.textContent = this.#call && write ? write(this.#call) : "";
  }

  /**
   * Say how an error comes about, where the catalogue knows it.
   * @param {Answer} answer
   */
  async #explain({ document: body }) {
    const id = body?.details?.[0]?.id;
    if (!id) return;
    const known = await send({ method: "GET", path: ownAddress(`/__admin/errors/${encodeURIComponent(id)}`), headers: {}, body: undefined });
    if (!known.ok) return;
    const line = element("p", `How it comes about: ${known.document.cause} `, "note");
    const link = element("a", `More on ${id}`);
    link.href = `${ownAddress("/__admin/console/errors")}#${encodeURIComponent(id)}`;
    line.append(link);
    this.#answer.append(line);
  }
}

/** @param {Answer} answer */
function messageOf({ status, document: body }) {
  return body?.message ?? body?.detail ?? `status ${status}`;
}

/** @param {Answer} answer */
function shown(answer) {
  const { status, ok, document: body, text, milliseconds } = answer;
  const line = element("p", "");
  line.append(element("span", String(status), `status s${Math.floor(status / 100)}`), ` in ${milliseconds.toFixed(1)} ms`);
  const parts = [line];
  if (!ok) parts.push(element("p", messageOf(answer), "problem"));
  if (body?.fix) parts.push(element("p", `What to do: ${body.fix}.`, "note"));
  const whole = element("pre", body === undefined ? text : JSON.stringify(body, null, 2));
  whole.tabIndex = 0;
  whole.setAttribute("aria-label", "The answer");
  return [...parts, whole];
}
