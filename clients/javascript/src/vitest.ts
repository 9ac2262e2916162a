// The fixture `zitadelMock` of vitest: an instance of its own for each test that asks for it.

import { inject, test as base, type TestAPI } from "vitest";
import type { ZitadelMock } from "./mock.js";
import { ZitadelMockServer } from "./server.js";
import type {} from "./vitest-setup.js";

export interface ZitadelMockFixtures {
  /** A fresh instance, let go after the test. */
  zitadelMock: ZitadelMock;
}

/** vitest's `test`, with the fixture. `globalSetup` has to name `zitadel-mock/vitest-setup`. */
export const test: TestAPI<ZitadelMockFixtures> = base.extend<ZitadelMockFixtures>({
  // vitest reads from the parameter which fixtures this one needs: none.
  // eslint-disable-next-line no-empty-pattern
  zitadelMock: async ({}, use) => {
    const url = inject("zitadelMockUrl");
    if (!url) {
      throw new Error('there is no server: add globalSetup: "zitadel-mock/vitest-setup" to vitest.config');
    }
    const mock = (await ZitadelMockServer.start({ url })).instance();
    await use(mock);
    await mock.remove();
  },
});

export const it = test;
