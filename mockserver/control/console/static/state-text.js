// A state as text: read from a file, with the line marked that the server cannot use.
// @ts-check

import { announce } from "./page.js";

/**
 * Put a file that is chosen into a text area.
 * @param {HTMLInputElement} input
 * @param {HTMLTextAreaElement} area
 */
export function pickFile(input, area) {
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    area.value = await file.text();
    // The same file can be chosen again after it was changed.
    input.value = "";
    announce(`${file.name} is in the text below; look it over, then import it`);
  });
}

/**
 * Select the line that a refusal names: `state:12: organisations[0].name: ...`.
 * @param {HTMLFormElement} form
 * @param {string} detail
 */
export function showLine(form, detail) {
  const area = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const line = Number(/^[^:\s]*:(\d+):/.exec(detail)?.[1]);
  if (!line) return;
  const lines = area.value.split("\n");
  const begin = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(begin, begin + (lines[line - 1] ?? "").length);
  area.scrollTop = Math.max(0, (line - 4) * (area.scrollHeight / lines.length));
}
