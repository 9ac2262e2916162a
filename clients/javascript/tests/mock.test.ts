import { expect } from "vitest";
import { ControlError } from "../src/index.js";
import { test } from "../src/vitest.js";

const ACTION = JSON.stringify({ name: "greet", script: "function greet() {}" });
const CREATE = { method: "POST", body: ACTION };

test("calls, and what the journal says of them", async ({ zitadelMock }) => {
  const answer = await zitadelMock.fetch("/management/v1/actions", CREATE);
  expect(answer.status).toBe(200);
  const [call] = await zitadelMock.assertCalled("CreateAction", { times: 1, body: { name: "greet" }, status: 200 });
  expect(call?.response.json).toHaveProperty("id");
  expect(await zitadelMock.requests()).toHaveLength(1);
});

test("an assertion tells what was called instead", async ({ zitadelMock }) => {
  await zitadelMock.fetch("/management/v1/actions", CREATE);
  await expect(zitadelMock.assertCalled("DeleteAction")).rejects.toThrow(
    "DeleteAction was expected at least once, and was called so 0 times.\nRequests:\n" +
      "  #1 CreateAction POST /management/v1/actions -> 200",
  );
  await expect(zitadelMock.assertCalled("CreateAction", { body: { name: "other" } })).rejects.toThrow('{"name":"other"}');
  await zitadelMock.assertCalled("DeleteAction", { times: 0 });
});

test("requests come oldest first, over as many pages as it takes", async ({ zitadelMock }) => {
  for (let call = 0; call < 3; call += 1) {
    await zitadelMock.fetch("/management/v1/actions", CREATE);
  }
  const numbers = async (limit?: number) =>
    (await zitadelMock.requests(limit === undefined ? {} : { limit })).map(({ id }) => id);
  expect(await numbers()).toEqual([1, 2, 3]);
  expect(await numbers(2)).toEqual([2, 3]);
});

test("tokens of any role, and ones that are no good", async ({ zitadelMock }) => {
  const status = async (token: string) =>
    (await zitadelMock.fetch("/management/v1/orgs/me", { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await status(await zitadelMock.token({ roles: ["ORG_OWNER_VIEWER"] }))).toBe(200);
  expect(await status(await zitadelMock.token({ kind: "expired" }))).toBe(401);
});

test("seeds, snapshots and reset", async ({ zitadelMock }) => {
  const names = async () => {
    const answer = await zitadelMock.fetch("/admin/v1/orgs/_search", { method: "POST", body: "{}" });
    return ((await answer.json()) as { result: { name: string }[] }).result.map(({ name }) => name);
  };
  await zitadelMock.seed({ organisations: [{ name: "Acme" }] });
  const snapshot = await zitadelMock.snapshot();
  await zitadelMock.reset();
  expect(await names()).not.toContain("Acme");
  await zitadelMock.seed(snapshot);
  expect(await names()).toContain("Acme");
});

test("faults strike as often as they are told", async ({ zitadelMock }) => {
  await zitadelMock.failNext("CreateAction", { error: { code: "UNAVAILABLE" } });
  const status = async () => (await zitadelMock.fetch("/management/v1/actions", CREATE)).status;
  expect([await status(), await status()]).toEqual([503, 200]);
  await zitadelMock.failNext("CreateAction", { error: { code: "UNAVAILABLE" } });
  await zitadelMock.clearFaults();
  expect(await status()).toBe(409);
});

test("what is refused is refused in words", async ({ zitadelMock }) => {
  const refused = zitadelMock.addFault({ operation: "Nope", error: { code: "UNAVAILABLE" } });
  await expect(refused).rejects.toThrow(ControlError);
  await expect(refused).rejects.toThrow("operation: 'Nope' cannot be used (one of SetTriggerActions,");
  await expect(zitadelMock.seed("organisations: 1")).rejects.toThrow(ControlError);
});

test("the whole control API is there, typed", async ({ zitadelMock }) => {
  const { data } = await zitadelMock.control.POST("/clock/fix", { body: { at: "2030-01-31T12:00:00Z" } });
  expect(data?.fixed).toBe(true);
});
