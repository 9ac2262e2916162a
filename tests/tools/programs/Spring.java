import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/**
 * Spring Security as a client with credentials, and as the guard of resources, by introspection and by JWT.
 *
 * <p>Arguments: URL, then id and secret of a service account with opaque tokens, then those of one whose tokens are JWTs.
 * Prints what it was told, a line each.
 */
public class Spring {
    private static OAuth2AccessToken tokenOf(String url, String id, String secret) {
        var registration = ClientRegistrations.fromIssuerLocation(url)
            .registrationId("zitadel")
            .clientId(id)
            .clientSecret(secret)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .scope("openid", "profile")
            .build();
        var request = new OAuth2ClientCredentialsGrantRequest(registration);
        return new RestClientClientCredentialsTokenResponseClient().getTokenResponse(request).getAccessToken();
    }

    public static void main(String[] arguments) {
        String url = arguments[0];
        Map<String, Object> told = new TreeMap<>();
        OAuth2AccessToken opaque = tokenOf(url, arguments[1], arguments[2]);
        told.put("type", opaque.getTokenType().getValue());
        var introspector = new SpringOpaqueTokenIntrospector(url + "/oauth/v2/introspect", arguments[1], arguments[2]);
        OAuth2AuthenticatedPrincipal principal = introspector.introspect(opaque.getTokenValue());
        told.put("introspected", principal.getAttribute("sub"));
        told.put("scopes", principal.getAuthorities());
        try {
            introspector.introspect("nonsense");
        } catch (BadOpaqueTokenException refusal) {
            told.put("nonsense", refusal.getMessage());
        }
        Jwt jwt = JwtDecoders.fromIssuerLocation(url).decode(tokenOf(url, arguments[3], arguments[4]).getTokenValue());
        told.put("decoded", jwt.getSubject());
        told.put("client", jwt.getClaimAsString("client_id"));
        told.forEach((name, value) -> System.out.println(name + "=" + value));
    }
}
