// Command device is a device without a browser, and the service that it calls: it asks for codes, prints where a person
// has to go with them, waits for the person's consent, and then reads userinfo and has the service introspect its token.
// It prints two lines of JSON: what to show to the person, and what it learned.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/zitadel/oidc/v3/pkg/client/rp"
	"github.com/zitadel/oidc/v3/pkg/client/rs"
	"github.com/zitadel/oidc/v3/pkg/oidc"
)

const (
	timeout = 20 * time.Second
	// The server asks for five seconds between two questions; that is a wish, and a test has no time for it. It is
	// also how long the package waits for an answer.
	interval = 2 * time.Second
)

var scopes = []string{oidc.ScopeOpenID, oidc.ScopeProfile, oidc.ScopeOfflineAccess, "urn:zitadel:iam:org:projects:roles"}

type learned struct {
	Subject      string         `json:"subject"`
	Name         string         `json:"name"`
	Refreshed    bool           `json:"refreshed"`
	Active       bool           `json:"active"`
	Introspected string         `json:"introspected"`
	Roles        map[string]any `json:"roles"`
}

func run(ctx context.Context, issuer, client, api, secret, project string) error {
	out := json.NewEncoder(os.Stdout)
	device, err := rp.NewRelyingPartyOIDC(ctx, issuer, client, "", "", append(scopes, "urn:zitadel:iam:org:project:id:"+project+":aud"))
	if err != nil {
		return err
	}
	codes, err := rp.DeviceAuthorization(ctx, device.OAuthConfig().Scopes, device, nil)
	if err != nil {
		return err
	}
	if err := out.Encode(map[string]any{"page": codes.VerificationURIComplete, "code": codes.UserCode}); err != nil {
		return err
	}
	tokens, err := rp.DeviceAccessToken(ctx, codes.DeviceCode, interval, device)
	if err != nil {
		return err
	}
	claims, err := rp.VerifyIDToken[*oidc.IDTokenClaims](ctx, tokens.IDToken, device.IDTokenVerifier())
	if err != nil {
		return err
	}
	info, err := rp.Userinfo[*oidc.UserInfo](ctx, tokens.AccessToken, tokens.TokenType, claims.Subject, device)
	if err != nil {
		return err
	}
	service, err := rs.NewResourceServerClientCredentials(ctx, issuer, api, secret)
	if err != nil {
		return err
	}
	told, err := rs.Introspect[*oidc.IntrospectionResponse](ctx, service, tokens.AccessToken)
	if err != nil {
		return err
	}
	again, err := rp.RefreshTokens[*oidc.IDTokenClaims](ctx, device, tokens.RefreshToken, "", "")
	if err != nil {
		return err
	}
	roles, _ := told.Claims["urn:zitadel:iam:org:project:"+project+":roles"].(map[string]any)
	return out.Encode(learned{
		Subject:      info.Subject,
		Name:         info.Name,
		Refreshed:    again.AccessToken != tokens.AccessToken,
		Active:       told.Active,
		Introspected: told.Subject,
		Roles:        roles,
	})
}

func main() {
	issuer := flag.String("issuer", "", "URL of the server")
	client := flag.String("client", "", "client id of the device")
	api := flag.String("api", "", "client id of the service")
	secret := flag.String("secret", "", "its secret")
	project := flag.String("project", "", "id of the project of both")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	if err := run(ctx, *issuer, *client, *api, *secret, *project); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("nobody let the device in within %v: %w", timeout, err)
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
