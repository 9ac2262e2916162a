package zitadelmock

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/zitadel-mock/zitadel-mock/clients/go/control"
)

const page = 1000

// Mock is one instance of the server for one test: its own organisations, users, tokens, faults and journal. What fails
// in its methods ends the test.
type Mock struct {
	// URL of the server; calls reach this instance there by the header x-zitadel-instance-host, which Client sends.
	URL string
	// Host is the instance's domain.
	Host string
	// AdminPAT is the token of the instance's administrator.
	AdminPAT string
	// Control is the whole control API; all calls are about this instance.
	Control *control.ClientWithResponses

	strict *control.ClientWithResponses
	t      testing.TB
}

// Expected is what AssertCalled looks for.
type Expected struct {
	// Times is exactly how often, where it is not nil; else it is at least once.
	Times *int
	// Body is what the request's body must hold: of objects the named fields count, all else must be equal.
	Body any
	// Status is what must have been answered, such as "200" or "4xx"; empty for any.
	Status string
}

// Ptr is the address of a value, which optional fields want.
func Ptr[T any](value T) *T { return &value }

// Instance is a fresh one, which is let go after the test.
func (s *Server) Instance(t testing.TB) *Mock {
	t.Helper()
	random := make([]byte, 16)
	_, _ = rand.Read(random) // It never fails.
	m := &Mock{URL: s.URL, Host: hex.EncodeToString(random) + ".localhost", AdminPAT: s.AdminPAT, t: t}
	about := control.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
		query := request.URL.Query()
		query.Set("host", m.Host)
		request.URL.RawQuery = query.Encode()
		if s.adminToken != "" {
			request.Header.Set("authorization", "Bearer "+s.adminToken)
		}
		return nil
	})
	var err error
	m.Control, err = control.NewClientWithResponses(s.URL+"/__admin", about)
	m.check(err)
	m.strict, err = control.NewClientWithResponses(s.URL+"/__admin", about, control.WithHTTPClient(strict{}))
	m.check(err)
	t.Cleanup(m.remove)
	return m
}

func (m *Mock) remove() {
	answer, err := m.Control.RemoveInstanceWithResponse(context.Background(), m.Host)
	// Where nobody called it, there is none.
	if err != nil || answer.StatusCode() != http.StatusNoContent && answer.StatusCode() != http.StatusNotFound {
		m.t.Errorf("the instance %s could not be let go: %v %v", m.Host, err, answer)
	}
}

// Origin is the address by which browsers reach the instance without any header, and its issuer.
func (m *Mock) Origin() string {
	address, err := url.Parse(m.URL)
	if err != nil {
		m.t.Fatal(err)
	}
	return fmt.Sprintf("%s://%s:%s", address.Scheme, m.Host, address.Port())
}

// Client calls this instance, with a bearer token; as the administrator with AdminPAT, as nobody with none.
func (m *Mock) Client(token string) *http.Client {
	return &http.Client{Transport: &transport{host: m.Host, token: token}}
}

type transport struct{ host, token string }

func (t *transport) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.Header.Set("x-zitadel-instance-host", t.host)
	if t.token != "" && request.Header.Get("authorization") == "" {
		request.Header.Set("authorization", "Bearer "+t.token)
	}
	return http.DefaultTransport.RoundTrip(request)
}

// Token of a new service account with these roles; ORG_OWNER of the default organisation without any.
func (m *Mock) Token(roles ...string) string {
	m.t.Helper()
	wanted := control.TokenWanted{}
	if len(roles) > 0 {
		wanted.Roles = &roles
	}
	return m.IssueToken(wanted).Token
}

// IssueToken issues a token of any kind.
func (m *Mock) IssueToken(wanted control.TokenWanted) control.IssuedToken {
	m.t.Helper()
	answer, err := m.strict.IssueTokenWithResponse(m.t.Context(), nil, wanted)
	m.check(err)
	return *answer.JSON201
}

// Seed puts a state in the place of the one that is served: a text is YAML, all else becomes JSON.
func (m *Mock) Seed(state any) {
	m.t.Helper()
	kind, text := "application/yaml", ""
	if yaml, isText := state.(string); isText {
		text = yaml
	} else {
		encoded, err := json.Marshal(state)
		if err != nil {
			m.t.Fatal(err)
		}
		kind, text = "application/json", string(encoded)
	}
	_, err := m.strict.ImportStateWithBodyWithResponse(m.t.Context(), nil, kind, strings.NewReader(text))
	m.check(err)
}

// Snapshot is the state that is served, as YAML that Seed takes.
func (m *Mock) Snapshot() string {
	m.t.Helper()
	// The generated reader would look for a text within the YAML.
	answer, err := m.strict.ExportState(m.t.Context(), nil)
	m.check(err)
	defer answer.Body.Close()
	yaml, err := io.ReadAll(answer.Body)
	m.check(err)
	return string(yaml)
}

// Reset goes back to how the instance started.
func (m *Mock) Reset() {
	m.t.Helper()
	_, err := m.strict.ResetWithResponse(m.t.Context(), nil)
	m.check(err)
}

// FailNext lets the next call of an operation fail as the rule says, or as many calls as it says.
func (m *Mock) FailNext(operation string, failure control.Fault) {
	m.t.Helper()
	failure.Operation = &operation
	if failure.Times == nil {
		failure.Times = Ptr(1)
	}
	m.AddFault(failure)
}

// AddFault adds a rule of faults; returns it as it is kept.
func (m *Mock) AddFault(fault control.Fault) control.Fault {
	m.t.Helper()
	answer, err := m.strict.AddFaultWithResponse(m.t.Context(), nil, fault)
	m.check(err)
	return *answer.JSON201
}

// ClearFaults takes all rules of faults back.
func (m *Mock) ClearFaults() {
	m.t.Helper()
	_, err := m.strict.ClearFaultsWithResponse(m.t.Context(), nil)
	m.check(err)
}

// Requests that fit, oldest first.
func (m *Mock) Requests(filter control.Filter) []control.Request {
	m.t.Helper()
	var newestFirst []control.Request
	wanted := filter.Limit
	for {
		limit := page
		if wanted != nil {
			limit = min(page, *wanted-len(newestFirst))
		}
		filter.Limit = &limit
		answer, err := m.strict.FindRequestsWithResponse(m.t.Context(), nil, filter)
		m.check(err)
		found := answer.JSON200.Requests
		newestFirst = append(newestFirst, found...)
		if len(found) < limit || wanted != nil && len(newestFirst) == *wanted {
			break
		}
		filter.Before = &found[len(found)-1].Id
	}
	for i, j := 0, len(newestFirst)-1; i < j; i, j = i+1, j-1 {
		newestFirst[i], newestFirst[j] = newestFirst[j], newestFirst[i]
	}
	return newestFirst
}

// AssertCalled checks that an operation was called, and returns the calls. Where it was not, the test ends, told what was
// called instead.
func (m *Mock) AssertCalled(operation string, expected Expected) []control.Exchange {
	m.t.Helper()
	filter := control.Filter{Operation: &operation}
	if expected.Status != "" {
		filter.Status = &expected.Status
	}
	var found []control.Exchange
	for _, request := range m.Requests(filter) {
		answer, err := m.strict.GetRequestWithResponse(m.t.Context(), request.Id, nil)
		m.check(err)
		if expected.Body == nil || fits(normal(m.t, expected.Body), answer.JSON200.Request.Json) {
			found = append(found, *answer.JSON200)
		}
	}
	if expected.Times == nil && len(found) > 0 || expected.Times != nil && len(found) == *expected.Times {
		return found
	}
	often := "at least once"
	if expected.Times != nil {
		often = fmt.Sprintf("%d times", *expected.Times)
	}
	if expected.Status != "" {
		often += " with the answer " + expected.Status
	}
	if expected.Body != nil {
		often += fmt.Sprintf(" with %v", expected.Body)
	}
	var lines strings.Builder
	for _, request := range m.Requests(control.Filter{}) {
		fmt.Fprintf(&lines, "\n  #%d %s %s %s -> %d %s",
			request.Id, request.Operation, request.Method, request.Path, request.Status, request.Message)
	}
	m.t.Fatalf("%s was expected %s, and was called so %d times.\nRequests:%s", operation, often, len(found), lines.String())
	return nil
}

// strict sends requests, and makes errors of answers that refuse, in the API's own words.
type strict struct{}

func (strict) Do(request *http.Request) (*http.Response, error) {
	answer, err := http.DefaultClient.Do(request)
	if err != nil || answer.StatusCode < http.StatusBadRequest {
		return answer, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("the control API answered %d: %s", answer.StatusCode, body)
}

func (m *Mock) check(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// normal is a value as it looks after a way through JSON.
func normal(t testing.TB, value any) any {
	t.Helper()
	encoded, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var decoded any
	if err := json.Unmarshal(encoded, &decoded); err != nil {
		t.Fatal(err)
	}
	return decoded
}

func fits(expected, actual any) bool {
	switch wanted := expected.(type) {
	case map[string]any:
		found, isObject := actual.(map[string]any)
		for name, value := range wanted {
			if !isObject || !fits(value, found[name]) {
				return false
			}
		}
		return isObject
	case []any:
		found, isList := actual.([]any)
		if !isList || len(found) != len(wanted) {
			return false
		}
		for index, value := range wanted {
			if !fits(value, found[index]) {
				return false
			}
		}
		return true
	default:
		return reflect.DeepEqual(expected, actual)
	}
}
