// One entry of the journal: its call as other programs would make it, and the button that sends it again.
// @ts-check

/** @import { Answer, Call } from "./calls.js" */

import { CallPanel } from "./call-panel.js";
import { callOf, send } from "./calls.js";
import { byId, dataOf, element, ownAddress } from "./page.js";

/** @type {Call | { operation: string, message: Record<string, unknown>, headers: Record<string, string> } | null} */
const given = dataOf("entry-call");
const panel = new CallPanel();

if (given && "operation" in given) {
  const call = callOf(given.operation, given.message);
  const { "content-type": contentType } = call.headers;
  panel.show({ ...call, headers: { ...given.headers, ...(contentType ? { "content-type": contentType } : {}) } });
} else if (given) {
  panel.show({ ...given, body: given.body ?? undefined });
}

const button = byId("replay");
const replayed = byId("replayed");
let underWay = false;

button.addEventListener("click", async () => {
  if (underWay) return;
  underWay = true;
  replayed.replaceChildren(element("p", "Sending it again…"));
  try {
    const path = ownAddress(button.dataset.replay ?? "");
    replayed.replaceChildren(...shown(await send({ method: "POST", path, headers: {}, body: undefined })));
  } catch {
    replayed.replaceChildren(element("p", "No answer came: the server has ended, or the connection broke. Start it again and reload this page.", "problem"));
  } finally {
    underWay = false;
  }
});

/**
 * What came of sending it again.
 * @param {Answer} answer
 */
function shown({ ok, status, document: entry }) {
  if (!ok) {
    const parts = [element("p", entry?.detail ?? `It could not be sent again: status ${status}.`, "problem")];
    if (entry?.fix) parts.push(element("p", `What to do: ${entry.fix}.`));
    return parts;
  }
  const line = element("p", "Answered ");
  const link = element("a", `Request ${entry.id} in the journal`);
  link.href = ownAddress(`/__admin/console/journal/${entry.id}`);
  line.append(
    element("span", String(entry.status), `status s${Math.floor(entry.status / 100)}`),
    ` in ${Number(entry.durationMs).toFixed(2)} ms. `,
    link,
  );
  const problem = [entry.errorId, entry.message].filter(Boolean).join(": ");
  return problem ? [line, element("p", problem, "problem")] : [line];
}
