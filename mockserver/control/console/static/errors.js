// The catalogue of errors: a filter, and buttons that let an error happen.
// @ts-check

import { CallPanel } from "./call-panel.js";
import { controlCall } from "./control-calls.js";
import { byId } from "./page.js";

const panel = new CallPanel();
const filter = /** @type {HTMLInputElement} */ (byId("filter"));
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#errors tbody tr")]);
const texts = new Map(rows.map((row) => [row, (row.dataset.text ?? "").toLowerCase()]));

function showFitting() {
  const words = filter.value.toLowerCase().split(/\s+/);
  for (const row of rows) row.hidden = !words.every((word) => texts.get(row)?.includes(word));
  const shown = rows.filter(({ hidden }) => !hidden).length;
  byId("errors").hidden = shown === 0;
  byId("count").textContent = shown ? `${shown} of ${rows.length} errors` : `No error has “${filter.value}” in it; there are ${rows.length}.`;
}

filter.addEventListener("input", showFitting);
// Going back, a browser fills the field in again.
addEventListener("pageshow", showFitting);
addEventListener("hashchange", () => {
  const row = rows.find(({ id }) => id === decodeURIComponent(location.hash.slice(1)));
  if (!row?.hidden) return;
  filter.value = "";
  showFitting();
  row.scrollIntoView();
});

byId("errors").addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-operation]") : null;
  if (!(button instanceof HTMLElement)) return;
  const { operation = "" } = button.dataset;
  const id = button.closest("tr")?.id;
  await panel.run(controlCall(`The next ${operation} answers ${id}`, "POST", "/faults", { operation, times: 1, error: { id } }));
});
