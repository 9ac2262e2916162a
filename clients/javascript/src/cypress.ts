// For `setupNodeEvents` of Cypress: the server runs beside Cypress, and specs reach it by tasks.

import type { Exchange, Expected, Failure, Fault, State, TokenWanted, ZitadelMock } from "./mock.js";
import { ZitadelMockServer, type ServerOptions } from "./server.js";

/** What a spec is told of an instance; it names it by its host. */
export interface Instance {
  /** Address of the instance for pages, and its issuer. */
  origin: string;
  host: string;
  adminPat: string;
}

/** What `cy.task` can do, by name, and what it takes. */
export interface ZitadelMockTasks {
  "zitadelMock:instance": () => Promise<Instance>;
  "zitadelMock:token": (of: { host: string } & TokenWanted) => Promise<string>;
  "zitadelMock:seed": (of: { host: string; state: State }) => Promise<null>;
  "zitadelMock:snapshot": (of: { host: string }) => Promise<string>;
  "zitadelMock:reset": (of: { host: string }) => Promise<null>;
  "zitadelMock:remove": (of: { host: string }) => Promise<null>;
  "zitadelMock:failNext": (of: { host: string; operation: string } & Failure) => Promise<Fault>;
  "zitadelMock:assertCalled": (of: { host: string; operation: string } & Expected) => Promise<Exchange[]>;
}

/** The part of Cypress's `on` that is used here. */
export interface PluginEvents {
  (event: "task", tasks: Record<string, (argument: any) => unknown>): void;
  (event: "after:run", action: () => Promise<void>): void;
}

/** Start the server, and register its tasks. It ends with the run, and `cypress open` with Cypress. */
export async function zitadelMock(on: PluginEvents, options: ServerOptions = {}): Promise<ZitadelMockServer> {
  const server = await ZitadelMockServer.start(options);
  on("task", { ...tasksOf(server) });
  on("after:run", () => server.stop());
  return server;
}

// Cypress takes null, but not undefined, from a task that has nothing to say.
function tasksOf(server: ZitadelMockServer): ZitadelMockTasks {
  const silent = async (host: string, act: (mock: ZitadelMock) => Promise<void>): Promise<null> => {
    await act(server.instance(host));
    return null;
  };
  return {
    "zitadelMock:instance": async () => {
      const { origin, host, adminPat } = server.instance();
      return { origin, host, adminPat };
    },
    "zitadelMock:token": ({ host, ...wanted }) => server.instance(host).token(wanted),
    "zitadelMock:seed": ({ host, state }) => silent(host, (mock) => mock.seed(state)),
    "zitadelMock:snapshot": ({ host }) => server.instance(host).snapshot(),
    "zitadelMock:reset": ({ host }) => silent(host, (mock) => mock.reset()),
    "zitadelMock:remove": ({ host }) => silent(host, (mock) => mock.remove()),
    "zitadelMock:failNext": ({ host, operation, ...failure }) => server.instance(host).failNext(operation, failure),
    "zitadelMock:assertCalled": ({ host, operation, ...expected }) =>
      server.instance(host).assertCalled(operation, expected),
  };
}
