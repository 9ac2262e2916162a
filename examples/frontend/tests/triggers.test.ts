import { expect } from "vitest";
import { test } from "zitadel-mock/vitest";
import { triggersOf } from "./mock.js";

test("binds actions in order", async ({ zitadelMock }) => {
  const triggers = triggersOf(zitadelMock);
  const greet = await triggers.createAction("greet");
  const audit = await triggers.createAction("audit");
  expect(await triggers.bind("1", "1", [audit, greet])).toEqual({ kind: "saved" });
  expect(await triggers.bound("1")).toEqual({ "1": ["audit", "greet"] });
  await zitadelMock.assertCalled("SetTriggerActions", { times: 1, body: { actionIds: [audit, greet] } });
});

test("binding what is bound already is no error", async ({ zitadelMock }) => {
  const triggers = triggersOf(zitadelMock);
  const greet = await triggers.createAction("greet");
  await triggers.bind("1", "1", [greet]);
  expect(await triggers.bind("1", "1", [greet])).toEqual({ kind: "unchanged" });
  const calls = await zitadelMock.requests({ operation: "SetTriggerActions" });
  expect(calls.map(({ status }) => status)).toEqual([200, 400]);
});

test("a trigger that the flow does not have is refused in words", async ({ zitadelMock }) => {
  const triggers = triggersOf(zitadelMock);
  const greet = await triggers.createAction("greet");
  expect(await triggers.bind("1", "6", [greet])).toEqual({
    kind: "refused",
    message: "TriggerType is invalid (COMMAND-Dfgh6)",
  });
});

test("a server that is away for a moment is worth another try", async ({ zitadelMock }) => {
  const triggers = triggersOf(zitadelMock);
  const greet = await triggers.createAction("greet");
  await zitadelMock.failNext("SetTriggerActions", { error: { code: "UNAVAILABLE" } });
  expect(await triggers.bind("1", "1", [greet])).toEqual({ kind: "try again" });
  expect(await triggers.bind("1", "1", [greet])).toEqual({ kind: "saved" });
});

for (const turn of [1, 2]) {
  test(`every test has an instance of its own (${turn})`, async ({ zitadelMock }) => {
    const triggers = triggersOf(zitadelMock);
    await triggers.createAction("greet");
    expect(await triggers.bound("1")).toEqual({});
  });
}
