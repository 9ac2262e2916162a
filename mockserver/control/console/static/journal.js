// The journal: requests appear while the page is open.
// @ts-check

import { send } from "./calls.js";
import { byId, dataOf, fromTemplate, ownAddress } from "./page.js";

/**
 * @typedef {object} Entry one line of the journal
 * @property {number} id
 * @property {string} at
 * @property {number} durationMs
 * @property {string} method
 * @property {string} path
 * @property {string} transport
 * @property {string} operation
 * @property {string} organisation
 * @property {number} status
 * @property {string} errorId
 * @property {string} message
 * @property {string} step
 * @property {string} rpc the method, where nobody modelled it
 * @property {string} unmodelled how such a method was answered
 * @property {string} injected
 * @property {string} broken
 * @property {string[]} warnings
 */

const MOST_ROWS = 300;
const MOST_KNOWN = 3_000;
const MOST_CHARACTERS = 300;
const BETWEEN_NEWS_MS = 5_000;

/** @type {{ wanted: Record<string, string>, unmatched: boolean, newest: number, names: Record<string, string> }} */
const { wanted, unmatched, newest: newestAtFirst, names } = dataOf("journal");
const rows = byId("rows");

// Fields that were left empty need not stand in the page's address.
byId("filter").addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
});

/** @param {string} text */
const shortened = (text) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text);

/** @param {number} number */
const counted = (number) => `${number.toLocaleString("en")} new request${number === 1 ? "" : "s"}`;

/**
 * A row as the server makes them.
 * @param {Entry} entry
 */
function rowOf(entry) {
  const row = fromTemplate("line");
  const cell = (/** @type {string} */ name, /** @type {string} */ text) => {
    const found = /** @type {HTMLElement} */ (row.querySelector(`[data-cell=${name}]`));
    found.textContent = shortened(text);
    return found;
  };
  const badge = (/** @type {string} */ name, /** @type {string} */ text) => {
    cell(name, text).hidden = !text;
  };
  const { id, at, status, warnings } = entry;
  row.dataset.id = String(id);
  row.dataset.at = at;
  cell("id", String(id)).setAttribute("href", ownAddress(`/__admin/console/journal/${id}`));
  cell("at", at.slice(11, 23).replace("Z", "")).setAttribute("datetime", at);
  cell("status", String(status)).className = `status s${Math.floor(status / 100)}`;
  cell("request", entry.operation || entry.rpc || `${entry.method} ${entry.path}`);
  cell("organisation", names[entry.organisation] ?? entry.organisation);
  cell("transport", entry.transport);
  cell("error", entry.errorId || entry.message);
  cell("step", entry.step === "done" ? "" : entry.step);
  cell("duration", entry.durationMs.toFixed(2));
  badge("unmodelled", entry.unmodelled);
  badge("injected", entry.injected);
  badge("broken", entry.broken);
  badge("warnings", warnings.length ? `${warnings.length} warning${warnings.length === 1 ? "" : "s"}` : "");
  return row;
}

/** What is told of new requests, at most every few seconds, so that who hears it can go on reading. */
class News {
  #place = byId("news");
  #told = 0;
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {() => string} text asked for when the time has come
   * @param {boolean} [now]
   */
  tell(text, now = false) {
    const write = () => {
      this.#timer = undefined;
      this.#told = Date.now();
      if (this.#place.textContent !== text()) this.#place.textContent = text();
    };
    if (now) {
      clearTimeout(this.#timer);
      write();
    } else {
      this.#timer ??= setTimeout(write, Math.max(0, this.#told + BETWEEN_NEWS_MS - Date.now()));
    }
  }
}

/** The rows of requests that come while the page is open. */
class LiveRows {
  /** @type {Entry[]} */
  #waiting = [];
  /** @type {Set<string>} */
  #known = new Set();
  #newest = newestAtFirst;
  /** Number of the newest entry that the stream brought; the browser names it when it connects again. */
  #streamed = newestAtFirst;
  #arrived = 0;
  #held = 0;
  #frame = 0;
  #paused = false;
  #connected = true;
  #news = new News();
  #button = byId("pause");

  constructor() {
    for (const { dataset } of /** @type {HTMLElement[]} */ ([...rows.children])) this.#known.add(`${dataset.id} ${dataset.at}`);
    byId("live").hidden = false;
    this.#button.addEventListener("click", () => {
      this.#paused = !this.#paused;
      this.#button.textContent = this.#paused ? "Resume" : "Pause";
      this.#held = 0;
      this.#draw();
      this.#tell(true);
    });
    const source = new EventSource(ownAddress("/__admin/requests/stream", wanted));
    source.addEventListener("open", () => {
      this.#connected = true;
      this.#tell(true);
      if (this.#streamed === newestAtFirst) this.#catchUp();
    });
    source.addEventListener("error", () => {
      this.#connected = false;
      this.#tell(true);
      // A refusal ends the stream; a server that was started anew answers again.
      if (source.readyState === EventSource.CLOSED) this.#give("The server does not send new requests; reload the page to see them.");
    });
    source.addEventListener("request", ({ data }) => this.#take(JSON.parse(data)));
  }

  /** @param {string} text */
  #give(text) {
    this.#news.tell(() => text, true);
  }

  /** Show what came between the page and the stream. */
  async #catchUp() {
    const parameters = { ...wanted, after: String(this.#newest), ...(unmatched ? { unmatched: "1" } : {}) };
    const path = ownAddress("/__admin/console/journal/new", parameters);
    // Where the connection breaks meanwhile, the stream tells of it.
    const answer = await send({ method: "GET", path, headers: {}, body: undefined }).catch(() => undefined);
    if (answer?.ok) for (const entry of answer.document.requests.reverse()) this.#keep(entry);
  }

  /** @param {Entry} entry */
  #take(entry) {
    // Numbers only grow as long as a server runs; those of one that ran before mean nothing any more.
    if (entry.id <= this.#streamed) {
      rows.replaceChildren();
      this.#waiting = [];
      this.#newest = 0;
    }
    this.#streamed = entry.id;
    if (!unmatched || (!entry.operation && entry.transport !== "http")) this.#keep(entry);
  }

  /** @param {Entry} entry */
  #keep(entry) {
    const key = `${entry.id} ${entry.at}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.values().next().value ?? "");
    this.#newest = Math.max(this.#newest, entry.id);
    this.#waiting.push(entry);
    if (this.#waiting.length > MOST_ROWS) this.#waiting.shift();
    this.#arrived += 1;
    this.#held += 1;
    this.#tell();
    this.#draw();
  }

  /** Put what waits on the page, once in a frame however much comes. */
  #draw() {
    if (this.#paused || this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#paused || !this.#waiting.length) return;
      rows.prepend(...this.#waiting.splice(0).sort((one, other) => other.id - one.id).map(rowOf));
      byId("table").hidden = false;
      document.getElementById("none")?.remove();
      if (rows.children.length > MOST_ROWS) this.#cut();
    });
  }

  /** Take the oldest rows away; the next page begins where the rows now end. */
  #cut() {
    while (rows.children.length > MOST_ROWS) rows.lastElementChild?.remove();
    const older = /** @type {HTMLAnchorElement} */ (byId("older"));
    const url = new URL(older.href);
    url.searchParams.set("before", /** @type {HTMLElement} */ (rows.lastElementChild).dataset.id ?? "");
    older.href = url.href;
    older.hidden = false;
  }

  /** @param {boolean} [now] */
  #tell(now = false) {
    this.#news.tell(() => {
      if (!this.#connected) return "The connection is lost; trying again.";
      if (this.#paused) return this.#held ? `Paused; ${counted(this.#held)} wait${this.#held === 1 ? "s" : ""}.` : "Paused.";
      return this.#arrived ? `${counted(this.#arrived)} since the page was opened.` : "New requests appear here as they come.";
    }, now);
  }
}

if (document.getElementById("live")) new LiveRows();
