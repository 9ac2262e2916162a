// One server for all tests: started before the first, ended after the last. Every test has an instance of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    url: string;
  }
}

/** Starts the server; vitest calls what is returned at the end. `ZITADEL_MOCK` is the command, if it is not on the PATH. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = spawn(process.env.ZITADEL_MOCK ?? "zitadel-mock", ["serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "exit");
  const lines = createInterface({ input: server.stdout });
  const [line] = (await Promise.race([once(lines, "line"), ended])) as [unknown];
  if (typeof line !== "string") {
    throw new Error(`zitadel-mock ended before it listened, with ${line}`);
  }
  project.provide("url", line.replace("listening on ", ""));
  return async () => {
    server.kill();
    await ended;
  };
}
