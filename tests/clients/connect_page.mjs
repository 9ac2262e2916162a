// A page that adds an organisation and finds it over Connect, in JSON or protobuf, from another origin than the server's.
// The part of its URL behind # says {baseUrl, token, name, format} in JSON; what came of it is shown.

import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { OrganizationService } from "@zitadel/proto/zitadel/org/v2/org_service_pb";

const { baseUrl, token, name, format } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const withToken = (next) => (request) => {
  request.header.set("authorization", `Bearer ${token}`);
  return next(request);
};
const transport = createConnectTransport({ baseUrl, useBinaryFormat: format === "protobuf", interceptors: [withToken] });
const organizations = createClient(OrganizationService, transport);

function show(id, text) {
  const line = document.createElement("p");
  line.id = id;
  line.textContent = text;
  document.body.append(line);
}

try {
  const { organizationId } = await organizations.addOrganization({ name });
  show("added", organizationId);
  const query = { case: "idQuery", value: { id: organizationId } };
  const { result, details } = await organizations.listOrganizations({ queries: [{ query }] });
  show("found", `${details.totalResult}: ${result.map((organization) => organization.name)}`);
  await organizations.addOrganization({ name }).catch((error) => show("refused", error.message));
} catch (error) {
  show("failed", String(error));
}
show("done", location.origin);
