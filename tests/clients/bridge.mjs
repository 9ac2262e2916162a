// Calls by the official client of ZITADEL for JavaScript, for a test process that speaks JSON lines:
// {transport, baseUrl, service, method, request, metadata, timeoutMs?} in, {response} or {error: {code, message, details}} out.

import { createInterface } from "node:readline";
import { createRegistry, fromBinary, toJson } from "@bufbuild/protobuf";
import { ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { createConnectTransport as createWebTransport } from "@connectrpc/connect-web";
import { fromJson } from "@zitadel/client";
import { createServerTransport } from "@zitadel/client/node";
import { ActionService } from "@zitadel/proto/zitadel/action/v2beta/action_service_pb";
import { AdminService } from "@zitadel/proto/zitadel/admin_pb";
import { AuthService } from "@zitadel/proto/zitadel/auth_pb";
import { ManagementService } from "@zitadel/proto/zitadel/management_pb";
import { CredentialsCheckErrorSchema, ErrorDetailSchema } from "@zitadel/proto/zitadel/message_pb";
import { OrganizationService } from "@zitadel/proto/zitadel/org/v2/org_service_pb";
import { SessionService } from "@zitadel/proto/zitadel/session/v2/session_service_pb";
import { UserService } from "@zitadel/proto/zitadel/user/v2/user_service_pb";
import { WebKeyService } from "@zitadel/proto/zitadel/webkey/v2/webkey_service_pb";

const served = [
  ActionService,
  AdminService,
  AuthService,
  ManagementService,
  OrganizationService,
  SessionService,
  UserService,
  WebKeyService,
];
const services = new Map(served.map((s) => [s.typeName, s]));
const registry = createRegistry(CredentialsCheckErrorSchema, ErrorDetailSchema);
const transports = new Map();

function transportFor({ transport, baseUrl, token, ca }) {
  const key = JSON.stringify([transport, baseUrl, token, ca]);
  if (!transports.has(key)) {
    const nodeOptions = ca ? { ca } : {};
    const make = {
      grpc: () => createGrpcTransport({ baseUrl, nodeOptions }),
      "grpc-web": () => createGrpcWebTransport({ baseUrl, httpVersion: "2", nodeOptions }),
      "grpc-web-1": () => createGrpcWebTransport({ baseUrl, httpVersion: "1.1", nodeOptions }),
      connect: () => createConnectTransport({ baseUrl, httpVersion: "1.1", nodeOptions }),
      "connect-proto": () => createConnectTransport({ baseUrl, httpVersion: "2", useBinaryFormat: true, nodeOptions }),
      "connect-web": () => createWebTransport({ baseUrl }),
      "connect-web-proto": () => createWebTransport({ baseUrl, useBinaryFormat: true }),
      server: () => createServerTransport(token, { baseUrl, nodeOptions }),
    };
    transports.set(key, make[transport]());
  }
  return transports.get(key);
}

function detail({ type, value }) {
  const schema = registry.getMessage(type);
  return { "@type": `type.googleapis.com/${type}`, ...toJson(schema, fromBinary(schema, value)) };
}

async function answer(call) {
  const service = services.get(call.service);
  const method = service.methods.find(({ name }) => name === call.method);
  const client = createClient(service, transportFor(call));
  try {
    const request = fromJson(method.input, call.request);
    const response = await client[method.localName](request, { headers: call.metadata, timeoutMs: call.timeoutMs });
    return { response: toJson(method.output, response) };
  } catch (error) {
    if (!(error instanceof ConnectError)) return { fault: String(error) };
    return { error: { code: error.code, message: error.rawMessage, details: error.details.map(detail) } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
process.exit(0);
