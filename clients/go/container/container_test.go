package container_test

import (
	"testing"

	"github.com/zitadel-mock/zitadel-mock/clients/go/container"
)

// Without an engine for containers it can only be told what would be asked of one.
func TestWhatIsAskedOfTheEngine(t *testing.T) {
	request := container.Request("zitadel-mock:0.1.0")
	if err := request.Validate(); err != nil {
		t.Fatal(err)
	}
	if request.Image != "zitadel-mock:0.1.0" || request.Env["ZITADEL_MOCK_ADMIN_TOKEN"] == "" || request.WaitingFor == nil {
		t.Fatal(request)
	}
	if len(request.ExposedPorts) != 1 || request.ExposedPorts[0] != "8080/tcp" {
		t.Fatal(request.ExposedPorts)
	}
}
