// Package container runs zitadel-mock in a container, by Testcontainers.
package container

import (
	"context"
	"fmt"

	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"
	zitadelmock "github.com/zitadel-mock/zitadel-mock/clients/go"
)

const (
	port         = "8080/tcp"
	controlToken = "zitadel-mock-container"
)

// Container holds a server.
type Container struct {
	testcontainers.Container
	// Server in the container, whose instances tests take.
	Server *zitadelmock.Server
}

// Request is what is asked of the engine for an image that was built of the Dockerfile.
func Request(image string) testcontainers.ContainerRequest {
	return testcontainers.ContainerRequest{
		Image:        image,
		ExposedPorts: []string{port},
		// From outside of the container the control API wants a token.
		Env:        map[string]string{"ZITADEL_MOCK_ADMIN_TOKEN": controlToken},
		WaitingFor: wait.ForHTTP("/healthz").WithPort(port),
	}
}

// Run starts a container of an image, such as zitadel-mock, and waits until the server in it answers.
func Run(ctx context.Context, image string, options ...testcontainers.ContainerCustomizer) (*Container, error) {
	request := testcontainers.GenericContainerRequest{ContainerRequest: Request(image), Started: true}
	for _, option := range options {
		if err := option.Customize(&request); err != nil {
			return nil, fmt.Errorf("option: %w", err)
		}
	}
	started, err := testcontainers.GenericContainer(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", image, err)
	}
	container := &Container{Container: started}
	url, err := started.PortEndpoint(ctx, port, "http")
	if err != nil {
		return container, fmt.Errorf("endpoint: %w", err)
	}
	container.Server, err = zitadelmock.StartServer(zitadelmock.Options{URL: url, AdminToken: controlToken})
	return container, err
}
