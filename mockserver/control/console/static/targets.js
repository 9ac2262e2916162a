// Targets and executions: what conditions can name, and the way to receivers.
// @ts-check

import "./resource.js";
import { send } from "./calls.js";
import { ownAddress } from "./page.js";

const setting = document.getElementById("set-execution");

/** Offer what conditions can name, once somebody is about to choose: the lists are long. */
async function offer() {
  const path = ownAddress("/__admin/console/targets/offered");
  const answer = await send({ method: "GET", path, headers: {}, body: undefined });
  if (!answer.ok) return;
  for (const [name, values] of /** @type {[string, string[]][]} */ (Object.entries(answer.document))) {
    document.getElementById(`offered-${name}`)?.replaceChildren(...values.map((value) => new Option("", value)));
  }
}
setting?.addEventListener("focusin", offer, { once: true });

document.getElementById("open-hook")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("name"));
  location.href = ownAddress(`/__admin/console/hooks/${encodeURIComponent(name)}`);
});
