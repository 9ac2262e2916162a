// Fixtures of Playwright Test: a server for each worker, an instance of its own for each test.

import { test as base } from "@playwright/test";
import type { ZitadelMock } from "./mock.js";
import { ZitadelMockServer } from "./server.js";

export { expect } from "@playwright/test";

export interface ZitadelMockFixtures {
  /** A fresh instance, let go after the test. Pages reach it by its `origin`. */
  zitadelMock: ZitadelMock;
}

export interface ZitadelMockWorkerFixtures {
  /** The server of the worker: started here, or that of `ZITADEL_MOCK_URL`. */
  zitadelMockServer: ZitadelMockServer;
}

/** Playwright's `test`, with the fixtures. */
export const test = base.extend<ZitadelMockFixtures, ZitadelMockWorkerFixtures>({
  zitadelMockServer: [
    async ({}, use) => {
      const server = await ZitadelMockServer.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  zitadelMock: async ({ zitadelMockServer }, use) => {
    const mock = zitadelMockServer.instance();
    await use(mock);
    await mock.remove();
  },
});
