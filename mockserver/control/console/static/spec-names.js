// What Swagger UI draws without a name, or in a way that no keyboard reaches, is given what it lacks.
// @ts-check

/**
 * Selectors, and the name of an element that one fits; the first that fits counts.
 * @type {[string, (found: HTMLElement) => string][]}
 */
const NAMES = [
  [".servers select", () => "Server"],
  [".examples-select-element", () => "Example"],
  ["select, input, textarea.body-param__text", (found) => parameterOf(found) ?? "Body"],
  ["textarea.curl", () => "The call with curl"],
  [".copy-to-clipboard button", () => "Copy"],
  ["table[role=region]", (found) => `Responses of ${operationOf(found)}`],
];

/** @param {HTMLElement} found */
const parameterOf = (found) => /** @type {HTMLElement | null} */ (found.closest("[data-param-name]"))?.dataset.paramName;

/** @param {HTMLElement} found */
const operationOf = (found) => found.closest(".opblock")?.id.split("-").at(-1) ?? "";

/** @param {HTMLElement} place */
function nameAll(place) {
  for (const [selector, nameOf] of NAMES) {
    for (const found of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(selector))) {
      if (!found.hasAttribute("aria-label")) found.setAttribute("aria-label", nameOf(found));
    }
  }
  // Its label leaves out the summary, which people see; and a link inside the button is one thing to press too many.
  for (const button of place.querySelectorAll(".opblock-summary-control")) {
    button.removeAttribute("aria-label");
    button.querySelector("a[href]")?.removeAttribute("href");
  }
  // The page has a first heading already.
  place.querySelector("h1")?.setAttribute("aria-level", "2");
  for (const text of place.querySelectorAll("pre.microlight:not([tabindex])")) text.setAttribute("tabindex", "0");
}

/**
 * Give names to what is in an element, now and whenever something is drawn in it.
 * @param {HTMLElement} place
 */
export function keepNamed(place) {
  let waits = false;
  new MutationObserver(() => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      nameAll(place);
    });
  }).observe(place, { childList: true, subtree: true });
}
