// What the page for triggers does with ZITADEL: bind actions to a trigger, and tell the user what came of it.

import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { createClientFor } from "@zitadel/client";
import { createClientTransport } from "@zitadel/client/web";
import {
  CreateActionRequestSchema,
  GetFlowRequestSchema,
  ManagementService,
  SetTriggerActionsRequestSchema,
} from "@zitadel/proto/zitadel/management_pb.js";

/** How a change ended, as the page shows it. */
export type Outcome =
  | { kind: "saved" }
  | { kind: "unchanged" }
  | { kind: "refused"; message: string }
  | { kind: "try again" };

/** The triggers of one organisation. */
export class Triggers {
  readonly #client;

  /** Calls with the user's token; interceptors see each call, for instance to add headers. */
  constructor(baseUrl: string, token: string, interceptors: Interceptor[] = []) {
    this.#client = createClientFor(ManagementService)(createClientTransport(token, { baseUrl, interceptors }));
  }

  /** Creates an action and returns its id. */
  async createAction(name: string): Promise<string> {
    const request = create(CreateActionRequestSchema, { name, script: `function ${name}(ctx, api) {}` });
    return (await this.#client.createAction(request)).id;
  }

  /** Binds actions to a trigger, in order. */
  async bind(flowType: string, triggerType: string, actionIds: string[]): Promise<Outcome> {
    const request = create(SetTriggerActionsRequestSchema, { flowType, triggerType, actionIds });
    try {
      await this.#client.setTriggerActions(request);
      return { kind: "saved" };
    } catch (error) {
      return outcome(ConnectError.from(error));
    }
  }

  /** The names of the actions of a flow, by trigger. */
  async bound(flowType: string): Promise<Record<string, string[]>> {
    const { flow } = await this.#client.getFlow(create(GetFlowRequestSchema, { type: flowType }));
    const triggers = (flow?.triggerActions ?? []).map(
      ({ triggerType, actions }) => [triggerType?.id ?? "", actions.map(({ name }) => name)] as const,
    );
    return Object.fromEntries(triggers);
  }
}

function outcome(error: ConnectError): Outcome {
  if (error.rawMessage.includes("(COMMAND-Nfh52)")) {
    return { kind: "unchanged" };
  }
  return error.code === Code.Unavailable
    ? { kind: "try again" }
    : { kind: "refused", message: error.rawMessage };
}
