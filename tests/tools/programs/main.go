// Calls by the client that openapi-generator makes for Go; arguments: URL, token, organisation.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	made "zitadel-mock/made"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	url, token, organisation := os.Args[1], os.Args[2], os.Args[3]
	configuration := made.NewConfiguration()
	configuration.Servers = made.ServerConfigurations{{URL: url}}
	configuration.AddDefaultHeader("authorization", "Bearer "+token)
	client, ctx := made.NewAPIClient(configuration), context.Background()

	wanted := *made.NewCreateActionRequest("golang", "function golang() {}")
	wanted.SetTimeout("5s")
	created, _, err := client.ActionsAPI.CreateAction(ctx).XZitadelOrgid(organisation).CreateActionRequest(wanted).Execute()
	id := must(created, err).GetId()
	flowType, triggerType := made.FLOW_EXTERNAL_AUTHENTICATION, made.TRIGGER_POST_AUTHENTICATION
	change := client.FlowsAPI.SetTriggerActions(ctx, flowType, triggerType).XZitadelOrgid(organisation).
		SetTriggerActionsRequest(made.SetTriggerActionsRequest{ActionIds: []string{id}})
	set, _, err := change.Execute()
	details := must(set, err).GetDetails()
	read, _, err := client.FlowsAPI.GetFlow(ctx, string(flowType)).XZitadelOrgid(organisation).Execute()
	flow := must(read, err).GetFlow()
	bound := []string{}
	for _, row := range flow.GetTriggerActions() {
		for _, action := range row.GetActions() {
			bound = append(bound, action.GetId())
		}
	}
	name := made.NewActionNameQuery()
	name.SetName(wanted.GetName())
	query := made.ListActionsRequest{Queries: []made.ActionQuery{{ActionNameQuery: name}}}
	list, _, err := client.ActionsAPI.ListActions(ctx).XZitadelOrgid(organisation).ListActionsRequest(query).Execute()
	found := []string{}
	for _, action := range must(list, err).GetResult() {
		found = append(found, action.GetId())
	}
	_, response, err := change.Execute()
	refusal := err.(*made.GenericOpenAPIError).Model().(made.Status)
	told := map[string]any{
		"created": id,
		"owner":   details.GetResourceOwner(),
		"bound":   bound,
		"found":   found,
		"refused": []any{response.StatusCode, refusal.GetMessage()},
	}
	if err := json.NewEncoder(os.Stdout).Encode(told); err != nil {
		log.Fatal(err)
	}
}
