// Parts of a page, taken anew from the server, which alone knows how they look.
// @ts-check

/**
 * Show parts of this page as they are now; the focus stays with the element of the same id.
 * @param {...string} ids
 */
export async function refresh(...ids) {
  const response = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store" });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const focused = document.activeElement?.id;
  for (const id of ids) {
    const [old, part] = [document.getElementById(id), fresh.getElementById(id)];
    if (old && part && !old.isEqualNode(part)) old.replaceWith(document.adoptNode(part));
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}
