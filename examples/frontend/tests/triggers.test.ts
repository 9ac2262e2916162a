import { expect, test } from "vitest";
import { Mock } from "./mock.js";

test("binds actions in order", async () => {
  const triggers = new Mock().triggers();
  const greet = await triggers.createAction("greet");
  const audit = await triggers.createAction("audit");
  expect(await triggers.bind("1", "1", [audit, greet])).toEqual({ kind: "saved" });
  expect(await triggers.bound("1")).toEqual({ "1": ["audit", "greet"] });
});

test("binding what is bound already is no error", async () => {
  const mock = new Mock();
  const triggers = mock.triggers();
  const greet = await triggers.createAction("greet");
  await triggers.bind("1", "1", [greet]);
  expect(await triggers.bind("1", "1", [greet])).toEqual({ kind: "unchanged" });
  expect(await mock.statuses("SetTriggerActions")).toEqual([200, 400]);
});

test("a trigger that the flow does not have is refused in words", async () => {
  const triggers = new Mock().triggers();
  const greet = await triggers.createAction("greet");
  expect(await triggers.bind("1", "6", [greet])).toEqual({
    kind: "refused",
    message: "TriggerType is invalid (COMMAND-Dfgh6)",
  });
});

test("a server that is away for a moment is worth another try", async () => {
  const mock = new Mock();
  const triggers = mock.triggers();
  const greet = await triggers.createAction("greet");
  await mock.failNext("SetTriggerActions", "UNAVAILABLE");
  expect(await triggers.bind("1", "1", [greet])).toEqual({ kind: "try again" });
  expect(await triggers.bind("1", "1", [greet])).toEqual({ kind: "saved" });
});

test.each([1, 2])("every test has an instance of its own (%i)", async () => {
  const triggers = new Mock().triggers();
  await triggers.createAction("greet");
  expect(await triggers.bound("1")).toEqual({});
});
