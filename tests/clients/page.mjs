// A page that sets the actions of a trigger over gRPC-Web, from another origin than the server's, with the official client
// for browsers. The part of its URL behind # says {baseUrl, token, organisation, action} in JSON; what came of it is shown.

import { createClientFor } from "@zitadel/client";
import { createClientTransport } from "@zitadel/client/web";
import { ManagementService } from "@zitadel/proto/zitadel/management_pb";

const { baseUrl, token, organisation, action } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const client = createClientFor(ManagementService)(createClientTransport(token, { baseUrl }));
const request = { flowType: "1", triggerType: "1", actionIds: [action] };
const options = { headers: { "x-zitadel-orgid": organisation, "accept-language": "de" } };

function show(id, text) {
  const line = document.createElement("p");
  line.id = id;
  line.textContent = text;
  document.body.append(line);
}

try {
  const { details } = await client.setTriggerActions(request, options);
  show("set", `set: sequence ${details.sequence} of ${details.resourceOwner}`);
  await client.setTriggerActions(request, options).catch((error) => show("refused", error.message));
} catch (error) {
  show("failed", String(error));
}
show("done", location.origin);
