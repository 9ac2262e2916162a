// Deliveries: the list as it grows, and sending one again.
// @ts-check

import { CallPanel } from "./call-panel.js";
import { send } from "./calls.js";
import { controlCall } from "./control-calls.js";
import { live } from "./live.js";
import { ownAddress } from "./page.js";
import { refresh } from "./refresh.js";

const panel = new CallPanel();

/** @param {number} id */
const addressOf = (id) => ownAddress(`/__admin/console/deliveries/${id}`);

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-again], [data-clear]") : null;
  if (!(button instanceof HTMLElement)) return;
  const { again, show } = button.dataset;
  if (again === undefined) await panel.run(controlCall("clearDeliveries", "DELETE", "/deliveries"));
  else {
    const call = controlCall("resendDelivery", "POST", `/deliveries/${again}/resend`);
    await panel.run(call, show === undefined ? undefined : ({ document: sent }) => addressOf(sent.id));
  }
  await refresh("list");
});

if (document.getElementById("live")) {
  live(
    async () => (await send(controlCall("listDeliveries", "GET", "/deliveries?limit=1"))).document?.meta.count,
    () => refresh("list"),
  );
}
