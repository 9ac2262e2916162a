// Settings, clock, state, starting anew, and letting go of instances.
// @ts-check

/** @import { Call } from "./calls.js" */

import { CallPanel } from "./call-panel.js";
import { keepTime } from "./clock.js";
import { controlCall } from "./control-calls.js";
import { ask, filledIn, numberIn } from "./form-call.js";
import { byId } from "./page.js";
import { forgetToken } from "./place.js";
import { refresh } from "./refresh.js";
import { pickFile, showLine } from "./state-text.js";

const panel = new CallPanel();

/** What each form asks for, by its id. @type {Record<string, (form: HTMLFormElement) => Call>} */
const calls = {
  settings: (form) =>
    controlCall("patchSettings", "PATCH", "/settings", {
      strict: filledIn(form, "strict"),
      unmodelled: filledIn(form, "unmodelled"),
      consistencyLag: filledIn(form, "consistencyLag"),
      maxJournalEntries: numberIn(form, "maxJournalEntries"),
    }),
  fix: (form) => controlCall("fixClock", "POST", "/clock/fix", filledIn(form, "at") ? { at: filledIn(form, "at") } : {}),
  advance: (form) => controlCall("advanceClock", "POST", "/clock/advance", { by: filledIn(form, "by") }),
  release: () => controlCall("releaseClock", "POST", "/clock/release"),
  import: (form) => controlCall("importState", "PUT", "/state", new FormData(form).get("state") ?? ""),
};

/** This page for the default organisation and with the first token: those that were chosen may be gone. */
function startedAnew() {
  forgetToken();
  const url = new URL(location.href);
  url.searchParams.delete("org");
  url.hash = "";
  return url.href;
}

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const callOf = calls[form.id];
  if (!callOf) return;
  event.preventDefault();
  if (form.id === "import") {
    const answer = await ask(panel, form, callOf(form), startedAnew);
    if (!answer.ok) showLine(form, answer.document?.detail ?? "");
    return;
  }
  if ((await ask(panel, form, callOf(form))).ok) {
    await refresh("settings-values", "clock");
    keepTime();
  }
});

byId("reset").addEventListener("click", async () => {
  const dialog = /** @type {HTMLDialogElement} */ (byId("sure"));
  const call = controlCall("reset", "POST", "/reset");
  panel.show(call);
  await refresh("loss");
  dialog.returnValue = "no";
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue === "yes") panel.run(call, startedAnew);
    },
    { once: true },
  );
  dialog.showModal();
});

byId("instances").addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-remove]") : null;
  if (!(button instanceof HTMLElement)) return;
  const { remove = "", sure = "", own } = button.dataset;
  const call = controlCall("removeInstance", "DELETE", `/instances/${encodeURIComponent(remove)}`);
  panel.show(call);
  if (!confirm(sure)) return;
  panel.run(call, () => {
    if (own === undefined) return location.href;
    // A page of an instance that is gone would make it anew.
    const url = new URL(startedAnew());
    url.searchParams.delete("host");
    return url.href;
  });
});

pickFile(/** @type {HTMLInputElement} */ (byId("file")), /** @type {HTMLTextAreaElement} */ (byId("state")));
keepTime();
