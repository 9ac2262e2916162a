// The page's code, calling a test's instance of the server.

import type { Interceptor } from "@connectrpc/connect";
import type { ZitadelMock } from "zitadel-mock";
import { Triggers } from "../src/triggers.js";

/** The page's code as the instance's administrator. */
export function triggersOf(mock: ZitadelMock): Triggers {
  const toInstance: Interceptor = (next) => (request) => {
    for (const [name, value] of Object.entries(mock.instanceHeaders)) {
      request.header.set(name, value);
    }
    return next(request);
  };
  return new Triggers(mock.url, mock.adminPat, [toInstance]);
}
