// The instance's clock goes on between two answers of the server.
// @ts-check

/** @type {number | undefined} */
let ticking;

/** Let the time that the page shows go on from what the server said, unless it stands still. */
export function keepTime() {
  clearInterval(ticking);
  const shown = document.getElementById("now");
  if (!shown || shown.dataset.fixed === "true") return;
  const ahead = Date.parse(shown.getAttribute("datetime") ?? "") - Date.now();
  ticking = setInterval(() => {
    shown.textContent = new Date(Date.now() + ahead).toISOString().replace(/\.\d+Z$/, "Z");
  }, 1_000);
}
