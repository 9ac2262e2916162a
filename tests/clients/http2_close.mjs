// Node's own HTTP/2: asks something that is answered late, and closes its session at once. Argument: {baseUrl, token}
// in JSON; prints the status, and whether the session came to its end, in JSON.

import { connect } from "node:http2";

const { baseUrl, token } = JSON.parse(process.argv.at(-1));
const session = connect(baseUrl);
const headers = { ":path": "/management/v1/orgs/me", authorization: `Bearer ${token}`, "x-mock-delay": "300" };
const request = session.request(headers);
let status = 0;
request.on("response", (answer) => (status = answer[":status"]));
request.resume();
session.on("connect", () => session.close());
session.on("close", () => process.stdout.write(JSON.stringify({ status, closed: session.destroyed })));
