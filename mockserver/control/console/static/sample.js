// A sample: the conditions to choose from.
// @ts-check

import { send } from "./calls.js";
import { byId, ownAddress } from "./page.js";

/** Offer all conditions of one thing, once somebody is about to choose: there are thousands. */
async function offer() {
  const path = ownAddress("/__admin/console/targets/offered");
  const answer = await send({ method: "GET", path, headers: {}, body: undefined });
  if (!answer.ok) return;
  /** @type {{ functions: string[], events: string[], methods: string[] }} */
  const { functions, events, methods } = answer.document;
  const all = [
    ...functions.map((name) => `function/${name}`),
    ...events.map((name) => `event/${name}`),
    ...methods.flatMap((name) => [`request${name}`, `response${name}`]),
  ];
  byId("conditions").replaceChildren(...all.map((value) => new Option("", value)));
}
byId("sample").addEventListener("focusin", offer, { once: true });
