package zitadelmock_test

import (
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	zitadelmock "github.com/zitadel-mock/zitadel-mock/clients/go"
	"github.com/zitadel-mock/zitadel-mock/clients/go/control"
)

func TestMain(m *testing.M) {
	os.Exit(zitadelmock.Main(m))
}

func create(t *testing.T, mock *zitadelmock.Mock, token string) int {
	t.Helper()
	body := strings.NewReader(`{"name": "greet", "script": "function greet() {}"}`)
	answer, err := mock.Client(token).Post(mock.URL+"/management/v1/actions", "application/json", body)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	return answer.StatusCode
}

func TestCallsAreAsserted(t *testing.T) {
	mock := zitadelmock.Start(t)
	if status := create(t, mock, mock.AdminPAT); status != http.StatusOK {
		t.Fatal(status)
	}
	calls := mock.AssertCalled("CreateAction", zitadelmock.Expected{
		Times: zitadelmock.Ptr(1), Body: map[string]string{"name": "greet"}, Status: "200",
	})
	if calls[0].Response.Json.(map[string]any)["id"] == "" {
		t.Fatal(calls[0])
	}
	mock.AssertCalled("CreateAction", zitadelmock.Expected{Times: zitadelmock.Ptr(0), Body: map[string]string{"name": "other"}})
}

func TestRequestsComeOldestFirst(t *testing.T) {
	mock := zitadelmock.Start(t)
	for range 3 {
		create(t, mock, mock.AdminPAT)
	}
	if all := mock.Requests(control.Filter{}); len(all) != 3 || all[0].Id != 1 {
		t.Fatal(all)
	}
	if newest := mock.Requests(control.Filter{Limit: zitadelmock.Ptr(2)}); len(newest) != 2 || newest[0].Id != 2 {
		t.Fatal(newest)
	}
}

func TestTokens(t *testing.T) {
	mock := zitadelmock.Start(t)
	if status := create(t, mock, mock.Token("ORG_OWNER_VIEWER")); status != http.StatusForbidden {
		t.Fatal(status)
	}
	expired := mock.IssueToken(control.TokenWanted{Kind: zitadelmock.Ptr(control.TokenWantedKindExpired)})
	if status := create(t, mock, expired.Token); status != http.StatusUnauthorized {
		t.Fatal(status)
	}
}

func TestStates(t *testing.T) {
	mock := zitadelmock.Start(t)
	mock.Seed(map[string]any{"organisations": []any{map[string]string{"name": "Acme"}}})
	snapshot := mock.Snapshot()
	mock.Reset()
	if strings.Contains(mock.Snapshot(), "Acme") {
		t.Fatal("it is still there")
	}
	mock.Seed(snapshot)
	if !strings.Contains(mock.Snapshot(), "Acme") {
		t.Fatal("it is not there again")
	}
}

func TestFaults(t *testing.T) {
	mock := zitadelmock.Start(t)
	away := control.Fault{Error: &control.FaultError{Code: zitadelmock.Ptr("UNAVAILABLE")}}
	mock.FailNext("CreateAction", away)
	if first, second := create(t, mock, mock.AdminPAT), create(t, mock, mock.AdminPAT); first != 503 || second != 200 {
		t.Fatal(first, second)
	}
	mock.FailNext("CreateAction", away)
	mock.ClearFaults()
	if status := create(t, mock, mock.AdminPAT); status != http.StatusConflict {
		t.Fatal(status)
	}
}

func TestAServerThatRuns(t *testing.T) {
	running, err := zitadelmock.StartServer(zitadelmock.Options{AdminPAT: "own", AdminToken: "secret", Args: []string{"--strict"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(running.Stop)
	mock := zitadelmock.StartWith(t, zitadelmock.Options{URL: running.URL + "/", AdminPAT: "own", AdminToken: "secret"})
	if status := create(t, mock, "own"); status != http.StatusOK {
		t.Fatal(status)
	}
	if !strings.HasPrefix(mock.Origin(), "http://"+mock.Host+":") {
		t.Fatal(mock.Origin())
	}
	answer, err := http.Get(running.URL + "/__admin/health")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, _ := io.ReadAll(answer.Body); answer.StatusCode != http.StatusUnauthorized {
		t.Fatal(string(body))
	}
}

func TestAServerThatDoesNotStart(t *testing.T) {
	_, err := zitadelmock.StartServer(zitadelmock.Options{Args: []string{"--no-such-flag"}})
	if err == nil || !strings.Contains(err.Error(), "No such option") {
		t.Fatal(err)
	}
}

func TestFindingTheCommand(t *testing.T) {
	t.Setenv("ZITADEL_MOCK_COMMAND", "")
	for _, expected := range []string{"zitadel-mock", "uvx zitadel-mock", "pipx run zitadel-mock"} {
		folder := t.TempDir()
		program, _, _ := strings.Cut(expected, " ")
		if err := os.WriteFile(folder+"/"+program, []byte("#!/bin/sh\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", folder)
		if command, err := zitadelmock.FindCommand(); err != nil || strings.Join(command, " ") != expected {
			t.Fatal(command, err)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := zitadelmock.FindCommand(); err == nil || !strings.Contains(err.Error(), "pip install") {
		t.Fatal(err)
	}
	t.Setenv("ZITADEL_MOCK_COMMAND", "python -m mockserver")
	if command, err := zitadelmock.FindCommand(); err != nil || len(command) != 3 {
		t.Fatal(command, err)
	}
}
