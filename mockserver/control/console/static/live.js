// A list that is shown anew while somebody looks at it.
// @ts-check

import { byId } from "./page.js";

const WAIT_MS = 1_000;

/**
 * Show a list anew whenever there is more of it; the page can be told to wait.
 * @param {() => Promise<number | undefined>} count how many there were so far; nothing where that cannot be told
 * @param {() => Promise<void>} show
 */
export function live(count, show) {
  const bar = byId("live");
  const news = byId("news");
  const button = byId("pause");
  const { one = "", many = "" } = bar.dataset;
  const first = Number(bar.dataset.count);
  let shown = first;
  let paused = false;
  let lost = false;

  /** @param {number} number */
  const counted = (number) => `${number.toLocaleString("en")} new ${number === 1 ? one : many}`;

  /** @param {string} text */
  function tell(text) {
    if (news.textContent !== text) news.textContent = text;
  }

  async function look() {
    const now = await count().catch(() => undefined);
    if (now === undefined) {
      lost = true;
      tell("The server does not answer; trying again.");
      return;
    }
    // A reset of the instance begins to count anew.
    if (paused) tell(now > shown ? `Paused; ${counted(now - shown)} wait${now - shown === 1 ? "s" : ""}.` : "Paused.");
    else if (now !== shown || lost) {
      shown = now;
      await show();
      tell(now > first ? `${counted(now - first)} since the page was opened.` : `New ${many} appear here as they come.`);
    }
    lost = false;
  }

  button.addEventListener("click", async () => {
    paused = !paused;
    button.textContent = paused ? "Resume" : "Pause";
    tell(paused ? "Paused." : `New ${many} appear here as they come.`);
    if (!paused) await look();
  });
  bar.hidden = false;
  let looking = false;
  setInterval(async () => {
    if (looking || document.visibilityState !== "visible") return;
    looking = true;
    await look().finally(() => {
      looking = false;
    });
  }, WAIT_MS);
}
