// The first call, with what it needs to work from here.
// @ts-check

import { callOf } from "./calls.js";
import { byId } from "./page.js";
import { tokenMenu } from "./place.js";
import { snippets } from "./snippets.js";

const write = () => {
  byId("first-call").textContent = snippets.curl?.(callOf("ListFlowTypes", {})) ?? "";
};
write();
tokenMenu().addEventListener("change", write);
