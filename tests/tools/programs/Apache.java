import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Apache's HttpClient as it comes, which offers to go on over TLS with each request in plaintext.
 *
 * <p>Arguments: URL of what is posted to, token, organisation, then bodies. Prints status and answer of each, a line each.
 */
public class Apache {
    private static String post(CloseableHttpClient client, String[] arguments, String body) throws IOException {
        var request = new HttpPost(arguments[0]);
        request.setHeader("authorization", "Bearer " + arguments[1]);
        request.setHeader("x-zitadel-orgid", arguments[2]);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return client.execute(request, answer -> answer.getCode() + " " + EntityUtils.toString(answer.getEntity()));
    }

    public static void main(String[] arguments) throws IOException {
        try (var client = HttpClients.createDefault()) {
            for (int at = 3; at < arguments.length; at++) {
                System.out.println(post(client, arguments, arguments[at]));
            }
        }
    }
}
