// What every page does: the menu, the colours, the place that calls go to, and buttons that copy.
// @ts-check

import { announce, copy } from "./page.js";
import { rememberToken, tokenMenu } from "./place.js";

/** @type {HTMLFormElement} */ (document.getElementById("place")).addEventListener("change", (event) => {
  const { target } = event;
  if (!(target instanceof HTMLSelectElement)) return;
  if (target === tokenMenu()) {
    rememberToken();
    return;
  }
  const url = new URL(location.href);
  for (const name of [...url.searchParams.keys()]) if (name !== "document") url.searchParams.delete(name);
  for (const name of ["host", "org"]) {
    // An organisation belongs to one instance, so another instance starts with its default one.
    const menu = /** @type {HTMLSelectElement} */ (document.querySelector(`#place [name=${name}]`));
    if (menu.value && (name === "host" || target.name === "org")) url.searchParams.set(name, menu.value);
  }
  // The page of one thing has no meaning elsewhere; its list has.
  url.pathname = url.pathname.replace(/\/(actions|deliveries|journal|projects|targets|users)\/(?!sample$).+$/, "/$1");
  location.href = url.href;
});

const theme = /** @type {HTMLSelectElement} */ (document.getElementById("theme"));
theme.value = document.documentElement.dataset.theme ?? "";
theme.addEventListener("change", () => {
  document.documentElement.dataset.theme = theme.value;
  localStorage.setItem("zitadel-mock-theme", theme.value);
});

const menu = /** @type {HTMLButtonElement} */ (document.getElementById("menu"));
menu.addEventListener("click", () => {
  const open = menu.getAttribute("aria-expanded") !== "true";
  menu.setAttribute("aria-expanded", String(open));
});

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy], [data-copy-from]") : null;
  if (!(button instanceof HTMLElement)) return;
  const { copyFrom } = button.dataset;
  const text = copyFrom ? document.getElementById(copyFrom)?.textContent : button.dataset.copy;
  announce((await copy(text ?? "")) ? "Copied" : "This browser does not let pages copy; select the text instead");
});
