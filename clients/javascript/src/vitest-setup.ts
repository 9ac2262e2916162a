// For `globalSetup` of vitest: one server for all tests.

import type { TestProject } from "vitest/node";
import { ZitadelMockServer } from "./server.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the server that all tests share. */
    zitadelMockUrl: string;
  }
}

/** Starts it; vitest calls what is returned at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await ZitadelMockServer.start();
  // The first call of the control API takes longer than others, which is not to count for the first test.
  await server.instance("localhost").control.GET("/health");
  project.provide("zitadelMockUrl", server.url);
  return () => server.stop();
}
