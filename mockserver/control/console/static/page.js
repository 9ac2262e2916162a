// Small things that pages do with their elements.
// @ts-check

/**
 * The element of an id, which the page must have.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/**
 * The data that the page carries as JSON.
 * @param {string} id
 * @returns {any}
 */
export function dataOf(id) {
  return JSON.parse(byId(id).textContent ?? "null");
}

/**
 * Tell people what happened, whether they see the page or hear it.
 * @param {string} text
 */
export function announce(text) {
  const announcer = byId("announcer");
  announcer.textContent = "";
  // A text that stays the same is not read out again.
  requestAnimationFrame(() => {
    announcer.textContent = text;
    announcer.classList.add("shown");
    setTimeout(() => announcer.classList.remove("shown"), 2_500);
  });
}

/**
 * Put a text on the clipboard; tells whether the browser allowed it.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * An element with text in it; whatever the text holds, it is shown as it stands.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} text
 * @param {string} [className]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/**
 * A copy of a template's one element.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function fromTemplate(id) {
  const template = /** @type {HTMLTemplateElement} */ (byId(id));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/**
 * An address of the console or the control API, for the instance and the organisation of this page.
 * @param {string} path
 * @param {Record<string, string>} [parameters]
 */
export function ownAddress(path, parameters = {}) {
  const url = new URL(path, location.origin);
  const here = new URLSearchParams(location.search);
  for (const name of path.startsWith("/__admin/console") ? ["host", "org"] : ["host"]) {
    const value = here.get(name);
    if (value) url.searchParams.set(name, value);
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
