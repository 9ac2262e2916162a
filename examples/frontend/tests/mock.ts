// An instance of the server for one test, and what the control API says and does about it.

import type { Interceptor } from "@connectrpc/connect";
import { inject } from "vitest";
import { Triggers } from "../src/triggers.js";

const ADMIN_PAT = "zitadel-mock-admin-pat";

/** A fresh instance: a host name that nobody used before gets one. */
export class Mock {
  readonly #url = inject("url");
  readonly #host = `${crypto.randomUUID()}.localhost`;

  /** The page's code, calling this instance as its administrator. */
  triggers(): Triggers {
    return new Triggers(this.#url, ADMIN_PAT, [this.#toInstance]);
  }

  /** Lets the next call of an operation fail with a gRPC code. */
  async failNext(operation: string, code: string): Promise<void> {
    await this.#control("POST", "faults", { operation, times: 1, error: { code } });
  }

  /** The statuses of the calls of an operation so far. */
  async statuses(operation: string): Promise<number[]> {
    const { requests } = (await this.#control("POST", "requests/find", { operation })) as {
      requests: { status: number }[];
    };
    return requests.map(({ status }) => status).reverse();
  }

  readonly #toInstance: Interceptor = (next) => (request) => {
    request.header.set("x-zitadel-instance-host", this.#host);
    return next(request);
  };

  async #control(method: string, path: string, body: object): Promise<unknown> {
    const url = `${this.#url}/__admin/${path}?host=${this.#host}`;
    const answer = await fetch(url, { method, body: JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
    return answer.json();
  }
}
