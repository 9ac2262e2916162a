// Command login calls the Management API over gRPC, as a Go program with a service account does: it logs in with the
// key file of a service account (JWT profile), or takes a personal access token, then creates an action, binds it to a
// trigger and reads the flow. It prints the three answers as one JSON object.
package main

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"time"

	"github.com/zitadel/oidc/v3/pkg/client/profile"
	"golang.org/x/oauth2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

const (
	service       = "zitadel.management.v1.ManagementService"
	audienceScope = "urn:zitadel:iam:org:project:id:zitadel:aud"
	timeout       = 20 * time.Second
)

// bearer puts a token into the metadata of each call, over plaintext too.
type bearer struct{ oauth2.TokenSource }

func (b bearer) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	token, err := b.Token()
	if err != nil {
		return nil, err
	}
	return map[string]string{"authorization": token.Type() + " " + token.AccessToken}, nil
}

func (bearer) RequireTransportSecurity() bool { return false }

// management calls methods of the Management API that a descriptor set describes.
type management struct {
	connection *grpc.ClientConn
	service    protoreflect.ServiceDescriptor
}

func (m management) call(ctx context.Context, name protoreflect.Name, request string) (proto.Message, error) {
	method := m.service.Methods().ByName(name)
	in, out := dynamicpb.NewMessage(method.Input()), dynamicpb.NewMessage(method.Output())
	if err := protojson.Unmarshal([]byte(request), in); err != nil {
		return nil, err
	}
	return out, m.connection.Invoke(ctx, "/"+service+"/"+string(name), in, out)
}

func describe(path string) (protoreflect.ServiceDescriptor, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	set := new(descriptorpb.FileDescriptorSet)
	if err := proto.Unmarshal(data, set); err != nil {
		return nil, err
	}
	files, err := protodesc.NewFiles(set)
	if err != nil {
		return nil, err
	}
	found, err := files.FindDescriptorByName(service)
	if err != nil {
		return nil, err
	}
	return found.(protoreflect.ServiceDescriptor), nil
}

func tokens(ctx context.Context, issuer, key, pat string) (oauth2.TokenSource, error) {
	if key == "" {
		return oauth2.StaticTokenSource(&oauth2.Token{AccessToken: pat}), nil
	}
	return profile.NewJWTProfileTokenSourceFromKeyFile(ctx, issuer, key, []string{"openid", audienceScope})
}

func security(ca string) (credentials.TransportCredentials, error) {
	if ca == "" {
		return insecure.NewCredentials(), nil
	}
	data, err := os.ReadFile(ca)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, errors.New("no certificate in " + ca)
	}
	return credentials.NewClientTLSFromCert(pool, ""), nil
}

func run() error {
	issuer := flag.String("issuer", "", "URL of the server")
	key := flag.String("key", "", "key file of a service account")
	pat := flag.String("pat", "", "personal access token, where there is no key file")
	ca := flag.String("ca", "", "certificate authority to trust (PEM); without it the connection is plaintext")
	descriptors := flag.String("descriptors", "", "descriptor set of the API")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()

	target, err := url.Parse(*issuer)
	if err != nil {
		return err
	}
	described, err := describe(*descriptors)
	if err != nil {
		return err
	}
	source, err := tokens(ctx, *issuer, *key, *pat)
	if err != nil {
		return err
	}
	transport, err := security(*ca)
	if err != nil {
		return err
	}
	connection, err := grpc.NewClient(
		target.Host, grpc.WithTransportCredentials(transport), grpc.WithPerRPCCredentials(bearer{source}))
	if err != nil {
		return err
	}
	defer connection.Close()
	return tell(ctx, management{connection, described})
}

func tell(ctx context.Context, api management) error {
	created, err := api.call(ctx, "CreateAction", fmt.Sprintf(`{"name": "go %d", "script": "function f() {}"}`, os.Getpid()))
	if err != nil {
		return err
	}
	id := created.ProtoReflect().Get(created.ProtoReflect().Descriptor().Fields().ByName("id")).String()
	set, err := api.call(ctx, "SetTriggerActions", fmt.Sprintf(`{"flowType": "1", "triggerType": "3", "actionIds": [%q]}`, id))
	if err != nil {
		return err
	}
	flow, err := api.call(ctx, "GetFlow", `{"type": "1"}`)
	if err != nil {
		return err
	}
	answers := map[string]json.RawMessage{}
	for name, message := range map[string]proto.Message{"created": created, "set": set, "flow": flow} {
		if answers[name], err = protojson.Marshal(message); err != nil {
			return err
		}
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
