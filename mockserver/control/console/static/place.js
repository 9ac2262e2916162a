// Where the calls of a page go, and as whom.
// @ts-check

import { byId } from "./page.js";

const KEY = "zitadel-mock-token";

/** @returns {HTMLSelectElement} */
export const tokenMenu = () => /** @type {HTMLSelectElement} */ (byId("token"));

/** The token that calls are made with. */
export const token = () => tokenMenu().value;

/** Id of the organisation that calls are for. */
export const organisation = () => document.body.dataset.org ?? "";

/** Host of the instance that calls are for; empty where it is the page's own. */
export const instanceHost = () => document.body.dataset.host ?? "";

/** Keep the chosen token for the next pages of this tab. */
export function rememberToken() {
  sessionStorage.setItem(KEY, JSON.stringify({ host: instanceHost(), token: token() }));
}

/**
 * Choose a token, also one that the menu does not list.
 * @param {string} chosen
 */
export function chooseToken(chosen) {
  const menu = tokenMenu();
  if (![...menu.options].some(({ value }) => value === chosen)) menu.add(new Option(`${chosen.slice(0, 12)}…`, chosen));
  menu.value = chosen;
  rememberToken();
}

/** Let the next pages choose a token by themselves. */
export function forgetToken() {
  sessionStorage.removeItem(KEY);
}

/** The headers of every call. */
export function headers() {
  const host = instanceHost();
  return {
    authorization: `Bearer ${token()}`,
    "x-zitadel-orgid": organisation(),
    ...(host ? { "x-zitadel-instance-host": host } : {}),
  };
}

const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
if (kept && kept.host === instanceHost()) chooseToken(kept.token);
