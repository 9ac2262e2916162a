// Parts of forms that are there for some choices only.
// @ts-check

/**
 * Show of a form what fits its choices, and send nothing of the rest. `data-when` names a field and the choices with which
 * the part is there, `kind=call webhook`; without choices it is there for any but the empty one.
 * @param {HTMLFormElement} form
 */
export function showFitting(form) {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-when]"))) {
    const [name = "", choices] = (part.dataset.when ?? "").split("=");
    const chosen = chosenIn(form.elements.namedItem(name));
    part.hidden = choices === undefined ? !chosen : !choices.split(" ").includes(chosen);
    const controls = part instanceof HTMLFieldSetElement ? [part] : part.querySelectorAll("input, select, textarea");
    for (const control of controls) control.toggleAttribute("disabled", part.hidden);
  }
}

/** @param {Element | RadioNodeList | null} field */
function chosenIn(field) {
  if (field instanceof HTMLInputElement) return field.checked ? "on" : "";
  return field instanceof HTMLSelectElement ? field.value : "";
}
