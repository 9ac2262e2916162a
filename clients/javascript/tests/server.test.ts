import { once } from "node:events";
import { spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, inject, test } from "vitest";
import { findCommand, ZitadelMockServer } from "../src/index.js";
import { zitadelMock, type ZitadelMockTasks } from "../src/cypress.js";

async function folderWith(...programs: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "zitadel-mock-"));
  for (const program of programs) {
    await writeFile(join(folder, program), "#!/bin/sh\n");
    await chmod(join(folder, program), 0o755);
  }
  return folder;
}

test.each([
  [["zitadel-mock", "uvx", "pipx"], ["zitadel-mock"]],
  [["uvx", "pipx"], ["uvx", "zitadel-mock"]],
  [["pipx"], ["pipx", "run", "zitadel-mock"]],
])("of %j it takes %j", async (programs, command) => {
  const path = [await folderWith(), await folderWith(...programs)].join(delimiter);
  expect(findCommand({ PATH: path })).toEqual(command);
});

test("a command that is told wins", async () => {
  expect(findCommand({ PATH: await folderWith("uvx"), ZITADEL_MOCK_COMMAND: " python -m  mockserver " })).toEqual([
    "python",
    "-m",
    "mockserver",
  ]);
});

test("without any it says what to install", async () => {
  const path = await folderWith();
  expect(() => findCommand({ PATH: path })).toThrow("pip install zitadel-mock");
});

test("each instance is one of its own, and an address is enough", async () => {
  const server = await ZitadelMockServer.start({ url: `${inject("zitadelMockUrl")}/` });
  const [one, other] = [server.instance(), server.instance()];
  await one.fetch("/management/v1/orgs/me");
  expect([(await one.requests()).length, (await other.requests()).length]).toEqual([1, 0]);
  await one.remove();
  expect(await one.requests()).toEqual([]);
  await server.stop();
  expect((await one.fetch("/healthz")).status).toBe(200);
});

test("a server that does not start is told of in its own words", async () => {
  await expect(ZitadelMockServer.start({ args: ["--no-such-flag"] })).rejects.toThrow(/ended with 2.*No such option/s);
  await expect(ZitadelMockServer.start({ command: ["/no/such/program"] })).rejects.toThrow("ENOENT");
});

test("one that says nothing is given up", async () => {
  const command = [process.execPath, "-e", "setTimeout(() => {}, 60_000)", "--"];
  await expect(ZitadelMockServer.start({ command, timeoutMs: 50 })).rejects.toThrow("did not listen within 50 ms");
});

test("the tasks of Cypress, and flags, tokens and the end of the server", async () => {
  let tasks!: ZitadelMockTasks;
  let end!: () => Promise<void>;
  const on = (event: string, given: unknown) => {
    if (event === "task") tasks = given as ZitadelMockTasks;
    else end = given as () => Promise<void>;
  };
  const server = await zitadelMock(on, { adminPat: "own-pat", adminToken: "secret", args: ["--strict"] });
  const { host, origin, adminPat } = await tasks["zitadelMock:instance"]();
  expect(adminPat).toBe("own-pat");
  expect(origin).toBe(`http://${host}:${new URL(server.url).port}`);
  await tasks["zitadelMock:seed"]({ host, state: { organisations: [{ name: "Acme" }] } });
  expect(await tasks["zitadelMock:snapshot"]({ host })).toContain("Acme");
  expect(await tasks["zitadelMock:reset"]({ host })).toBeNull();
  expect(await tasks["zitadelMock:token"]({ host, roles: ["ORG_OWNER"] })).toMatch(/\w+/);
  await tasks["zitadelMock:failNext"]({ host, operation: "GetMyOrg", error: { code: "UNAVAILABLE" } });
  expect((await server.instance(host).fetch("/management/v1/orgs/me")).status).toBe(503);
  expect(await tasks["zitadelMock:assertCalled"]({ host, operation: "GetMyOrg", status: "5xx" })).toHaveLength(1);
  await tasks["zitadelMock:remove"]({ host });
  await end();
  await expect(server.instance(host).requests()).rejects.toThrow();
});

test("a program that ends takes its server with it", async () => {
  const folder = await folderWith();
  const file = join(folder, "pid");
  // It takes the place of the shell, so that the number stays its own.
  const command = JSON.stringify(["sh", "-c", `echo $$ >${file}; exec ${findCommand().join(" ")} "$@"`, "sh"]);
  const index = new URL("../dist/index.js", import.meta.url);
  const script = `const { ZitadelMockServer } = await import("${index}");
    await ZitadelMockServer.start({ command: ${command} }); process.exit();`;
  await once(spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" }), "exit");
  const pid = Number(await readFile(file, "utf8"));
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.each(["http://127.0.0.1:1", "no address"])("where no server is at %j, it says so", async (url) => {
  await expect(ZitadelMockServer.start({ url })).rejects.toThrow(`no server answers at ${url}`);
});
