// One instance of the server, and what a test does with it.

import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./control.js";
import { fits } from "./matching.js";

type Schemas = components["schemas"];
export type Fault = Schemas["Fault"];
export type RecordedRequest = Schemas["Request"];
export type Exchange = Schemas["Exchange"];
export type Filter = Schemas["Filter"];
export type IssuedToken = Schemas["IssuedToken"];
export type TokenWanted = Schemas["TokenWanted"];
export type Problem = Schemas["Problem"];

/** A state as `zitadel-mock seed --schema` describes it, or the YAML of one. */
export type State = string | Record<string, unknown>;

/** What a rule that lets calls fail may say beside the operation. */
export type Failure = Omit<Fault, "operation" | "struck">;

export interface Expected {
  /** Exactly how often, 0 for not at all; at least once where it is left out. */
  times?: number;
  /** What the request's body must hold: of objects the named fields count, all else must be equal. */
  body?: unknown;
  /** What must have been answered, such as 200 or `4xx`. */
  status?: number | string;
}

export interface MockOptions {
  url: string;
  host: string;
  adminPat: string;
  adminToken?: string | undefined;
}

const PAGE = 1_000;

/** One instance: its own organisations, users, tokens, faults and journal. */
export class ZitadelMock {
  /** Address of the server; calls need `headers` to reach this instance there. */
  readonly url: string;
  /** The instance's domain. */
  readonly host: string;
  /** Token of the instance's administrator. */
  readonly adminPat: string;
  /** The control API, typed by its own description. All calls are about this instance. */
  readonly control: Client<paths>;

  constructor(options: MockOptions) {
    this.url = options.url;
    this.host = options.host;
    this.adminPat = options.adminPat;
    this.control = createClient<paths>({
      baseUrl: `${this.url}/__admin`,
      headers: options.adminToken === undefined ? {} : { authorization: `Bearer ${options.adminToken}` },
      querySerializer: (query) => new URLSearchParams({ host: this.host, ...(query as Record<string, string>) }).toString(),
    });
  }

  /**
   * Address by which browsers reach the instance without any header, and its issuer. Browsers know that names below
   * `localhost` are this machine; other programs may not.
   */
  get origin(): string {
    const url = new URL(this.url);
    url.hostname = this.host;
    return url.origin;
  }

  /** The header that leads a call to this instance. */
  get instanceHeaders(): Record<string, string> {
    return { "x-zitadel-instance-host": this.host };
  }

  /** Headers of a call of this instance as its administrator. */
  get headers(): Record<string, string> {
    return { ...this.instanceHeaders, authorization: `Bearer ${this.adminPat}` };
  }

  /** Call the instance by a path, as its administrator unless other headers say otherwise. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(this.headers);
    new Headers(init.headers).forEach((value, name) => headers.set(name, value));
    return fetch(new URL(path, this.url), { ...init, headers });
  }

  /** A token of a new service account; `ORG_OWNER` of the default organisation unless told otherwise. */
  async issueToken(wanted: TokenWanted = {}): Promise<IssuedToken> {
    return done(await this.control.POST("/tokens", { body: wanted }));
  }

  /** The token alone of `issueToken`. */
  async token(wanted: TokenWanted = {}): Promise<string> {
    return (await this.issueToken(wanted)).token;
  }

  /** Put a state in the place of the one that is served; journal, faults and settings stay. */
  async seed(state: State): Promise<void> {
    const yaml = typeof state === "string";
    done(
      await this.control.PUT("/state", {
        body: state as string,
        bodySerializer: (body: unknown) => (yaml ? (body as string) : JSON.stringify(body)),
        headers: { "content-type": yaml ? "application/yaml" : "application/json" },
      }),
    );
  }

  /** The state that is served, as YAML that `seed` takes. */
  async snapshot(): Promise<string> {
    return done(await this.control.GET("/state", { parseAs: "text" }));
  }

  /** Go back to how the instance started: state, journal, faults, clock and settings. */
  async reset(): Promise<void> {
    done(await this.control.POST("/reset"));
  }

  /** Let the instance go, with all that it holds. */
  async remove(): Promise<void> {
    const { error, response } = await this.control.DELETE("/instances/{name}", { params: { path: { name: this.host } } });
    // Nobody called it, so that there is none.
    if (error !== undefined && response.status !== 404) {
      throw new ControlError(error);
    }
  }

  /** Add a rule of faults; returns it as it is kept. */
  async addFault(fault: Fault): Promise<Fault> {
    return done(await this.control.POST("/faults", { body: fault }));
  }

  /** Let the next call of an operation fail: with an error, a broken answer, or late. */
  async failNext(operation: string, failure: Failure): Promise<Fault> {
    return this.addFault({ times: 1, ...failure, operation });
  }

  /** Take all rules of faults back. */
  async clearFaults(): Promise<void> {
    done(await this.control.DELETE("/faults"));
  }

  /** The requests that fit, oldest first. */
  async requests(filter: Filter = {}): Promise<RecordedRequest[]> {
    const found: RecordedRequest[] = [];
    let before = filter.before;
    for (;;) {
      const limit = Math.min(PAGE, (filter.limit ?? Infinity) - found.length);
      const body = { ...filter, limit, ...(before === undefined ? {} : { before }) };
      const { requests } = done(await this.control.POST("/requests/find", { body }));
      found.push(...requests);
      before = requests.at(-1)?.id;
      if (requests.length < limit || found.length === filter.limit) {
        return found.reverse();
      }
    }
  }

  /** A request with headers and bodies, and its answer. */
  async exchange(id: number): Promise<Exchange> {
    return done(await this.control.GET("/requests/{id}", { params: { path: { id } } }));
  }

  /**
   * Check that an operation was called, and return the calls.
   *
   * @throws Error that tells what was called instead.
   */
  async assertCalled(operation: string, expected: Expected = {}): Promise<Exchange[]> {
    const { times, body, status } = expected;
    const filter: Filter = status === undefined ? { operation } : { operation, status: String(status) };
    const calls = await Promise.all((await this.requests(filter)).map(({ id }) => this.exchange(id)));
    const found = body === undefined ? calls : calls.filter(({ request }) => fits(body, request.json));
    if (times === undefined ? found.length === 0 : found.length !== times) {
      const wanted = times === undefined ? "at least once" : `${times} times`;
      const what = [status === undefined ? "" : ` with the answer ${status}`, body === undefined ? "" : ` with ${JSON.stringify(body)}`];
      throw new Error(
        `${operation} was expected ${wanted}${what.join("")}, and was called so ${found.length} times.\n` +
          `Requests:\n${(await this.requests()).map(line).join("\n") || "  none"}`,
      );
    }
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.remove();
  }
}

/** What the control API refuses, in its words. */
export class ControlError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    const { detail, title, fix } = problem;
    super(`${detail ?? title ?? JSON.stringify(problem)}${fix ? ` (${fix})` : ""}`);
    this.name = "ControlError";
    this.problem = problem;
  }
}

function done<T>(answer: { data?: T; error?: Problem; response: Response }): NonNullable<T> {
  if (answer.error !== undefined || !answer.response.ok) {
    const { status, statusText } = answer.response;
    throw new ControlError(answer.error ?? { type: "about:blank", title: statusText, status, detail: `HTTP ${status}` });
  }
  return answer.data as NonNullable<T>;
}

function line({ id, operation, method, path, status, message }: RecordedRequest): string {
  return `  #${id} ${operation || "(nothing serves it)"} ${method} ${path} -> ${status}${message ? ` ${message}` : ""}`;
}
