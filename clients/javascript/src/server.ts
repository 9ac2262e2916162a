// The server: started as a process and ended, or one that runs already.

import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { findCommand } from "./command.js";
import { ZitadelMock } from "./mock.js";

export const DEFAULT_ADMIN_PAT = "zitadel-mock-admin-pat";
const LISTENING = "listening on ";
const KEPT_OF_STDERR = 4_000;

export interface ServerOptions {
  /** Address of a server that runs already; by default `ZITADEL_MOCK_URL`. Where there is none, one is started. */
  url?: string | undefined;
  /** The command that starts the server; by default see `findCommand`. */
  command?: readonly string[] | undefined;
  /** Further flags of `zitadel-mock serve`, such as `["--strict"]`. */
  args?: readonly string[] | undefined;
  /** Token of the administrator of every instance; by default `ZITADEL_MOCK_ADMIN_PAT`, or the server's own default. */
  adminPat?: string | undefined;
  /** What the server was started with as `--admin-token`; by default `ZITADEL_MOCK_ADMIN_TOKEN`. */
  adminToken?: string | undefined;
  /** How long the start may take; `uvx` and `pipx` install the server first. Milliseconds, 120,000 by default. */
  timeoutMs?: number | undefined;
}

/** A server with any number of instances. */
export class ZitadelMockServer {
  readonly url: string;
  readonly adminPat: string;
  readonly #adminToken: string | undefined;
  readonly #process: ChildProcess | undefined;

  private constructor(url: string, adminPat: string, adminToken: string | undefined, process?: ChildProcess) {
    this.url = url;
    this.adminPat = adminPat;
    this.#adminToken = adminToken;
    this.#process = process;
  }

  /**
   * Start a server on a free port of 127.0.0.1, or take the one whose address is told.
   *
   * @throws Error with what the server said where it does not start.
   */
  static async start(options: ServerOptions = {}): Promise<ZitadelMockServer> {
    const adminPat = options.adminPat ?? process.env.ZITADEL_MOCK_ADMIN_PAT ?? DEFAULT_ADMIN_PAT;
    const adminToken = options.adminToken ?? process.env.ZITADEL_MOCK_ADMIN_TOKEN;
    const url = options.url ?? process.env.ZITADEL_MOCK_URL;
    if (url) {
      await requireAnswer(url);
      return new ZitadelMockServer(url.replace(/\/+$/, ""), adminPat, adminToken);
    }
    const [program, ...words] = options.command ?? findCommand();
    if (program === undefined) {
      throw new Error("the command that starts the server is empty");
    }
    const environment = { ...process.env, ZITADEL_MOCK_ADMIN_PAT: adminPat };
    if (adminToken !== undefined) {
      Object.assign(environment, { ZITADEL_MOCK_ADMIN_TOKEN: adminToken });
    }
    const child = spawn(program, [...words, "serve", "--port", "0", "--quiet", ...(options.args ?? [])], {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const address = await addressOf(child, options.timeoutMs ?? 120_000);
    return new ZitadelMockServer(address, adminPat, adminToken, child);
  }

  /** An instance of this server: a fresh one, or that of a host. */
  instance(host = `${randomUUID()}.localhost`): ZitadelMock {
    return new ZitadelMock({ url: this.url, host, adminPat: this.adminPat, adminToken: this.#adminToken });
  }

  /** End the server, if it was started here, and wait until it is gone. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

async function addressOf(child: ChildProcess, timeoutMs: number): Promise<string> {
  // A test run that is over must not leave the server behind.
  const kill = () => child.kill();
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-KEPT_OF_STDERR);
  });
  const timer = AbortSignal.timeout(timeoutMs);
  try {
    return await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout! }).on("line", (line) => {
        if (line.startsWith(LISTENING)) {
          resolve(line.slice(LISTENING.length));
        }
      });
      child.once("error", reject);
      // Not `exit`, before which not all that it said has come.
      child.once("close", (code, signal) => reject(new Error(`it ended with ${signal ?? code}`)));
      timer.addEventListener("abort", () => reject(new Error(`it did not listen within ${timeoutMs} ms`)));
    });
  } catch (error) {
    child.kill();
    const reason = error instanceof Error ? error.message : String(error);
    const command = child.spawnargs.join(" ");
    throw new Error(`zitadel-mock did not start: ${reason}; the command was: ${command}\n${complaints}`.trimEnd());
  }
}

/** Fetch says that it failed, and nothing of where. */
async function requireAnswer(url: string): Promise<void> {
  try {
    await fetch(new URL("/debug/healthz", url));
  } catch (cause) {
    throw new Error(`no server answers at ${url}, which ZITADEL_MOCK_URL or the option url names`, { cause });
  }
}
