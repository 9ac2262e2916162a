// Parts of a page, taken anew from the server, which alone knows how they look.
// @ts-check

import { send } from "./calls.js";

/**
 * Show parts of this page as they are now; the focus stays with the element of the same id.
 * @param {...string} ids
 */
export async function refresh(...ids) {
  const { ok, text } = await page();
  if (!ok) return;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const focused = document.activeElement?.id;
  for (const id of ids) {
    const [old, part] = [document.getElementById(id), fresh.getElementById(id)];
    if (old && part && !old.isEqualNode(part)) old.replaceWith(document.adoptNode(part));
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}

/** This page as the server has it now; nothing where the server has ended. */
async function page() {
  try {
    return await send({ method: "GET", path: location.href, headers: { accept: "text/html" }, body: undefined });
  } catch {
    return { ok: false, text: "" };
  }
}
