import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.ActionsApi;
import org.openapitools.client.api.FlowsApi;
import org.openapitools.client.model.Action;
import org.openapitools.client.model.ActionNameQuery;
import org.openapitools.client.model.ActionQuery;
import org.openapitools.client.model.CreateActionRequest;
import org.openapitools.client.model.KnownFlowType;
import org.openapitools.client.model.KnownTriggerType;
import org.openapitools.client.model.ListActionsRequest;
import org.openapitools.client.model.SetTriggerActionsRequest;

/** Calls by the client that openapi-generator makes for Java; arguments: URL, token, organisation. */
public class Calls {
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(request -> request.header("authorization", "Bearer " + arguments[1]));
        String organisation = arguments[2];
        ActionsApi actions = new ActionsApi(client);
        FlowsApi flows = new FlowsApi(client);

        var wanted = new CreateActionRequest().name("java").script("function java() {}").timeout("5s");
        String id = actions.createAction(wanted, organisation).getId();
        var flowType = KnownFlowType.FLOW_EXTERNAL_AUTHENTICATION;
        var triggerType = KnownTriggerType.TRIGGER_POST_AUTHENTICATION;
        var change = new SetTriggerActionsRequest().addActionIdsItem(id);
        var owner = flows.setTriggerActions(flowType, triggerType, organisation, change).getDetails().getResourceOwner();
        var flow = flows.getFlow(flowType.getValue(), organisation).getFlow();
        List<String> bound = flow.getTriggerActions().stream()
            .flatMap(row -> row.getActions().stream())
            .map(Action::getId)
            .collect(Collectors.toList());
        var query = new ActionQuery().actionNameQuery(new ActionNameQuery().name("java"));
        var found = actions.listActions(organisation, new ListActionsRequest().addQueriesItem(query)).getResult();
        List<Object> refused = List.of();
        try {
            flows.setTriggerActions(flowType, triggerType, organisation, change);
        } catch (ApiException refusal) {
            var status = client.getObjectMapper().readTree(refusal.getResponseBody());
            refused = List.of(refusal.getCode(), status.get("message").asText());
        }
        var ids = found.stream().map(Action::getId).collect(Collectors.toList());
        var told = Map.of("created", id, "owner", owner, "bound", bound, "found", ids, "refused", refused);
        System.out.println(client.getObjectMapper().writeValueAsString(told));
    }
}
