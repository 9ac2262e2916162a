// Compiled, never run: the plugin takes what Cypress gives.

import type {} from "cypress";
import { zitadelMock } from "../src/cypress.js";

export async function setupNodeEvents(on: Cypress.PluginEvents): Promise<void> {
  await zitadelMock(on);
}
