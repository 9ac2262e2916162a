// The list of actions shows the call that led here, such as the one that deleted an action.
// @ts-check

import { CallPanel } from "./call-panel.js";

new CallPanel();
