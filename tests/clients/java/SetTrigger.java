import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts JSON with the client of the JDK as it comes, which asks plain servers for HTTP/2; prints version, status, body. */
public class SetTrigger {
    public static void main(String[] arguments) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (int each = 3; each < arguments.length; each++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0]))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + arguments[1])
                .header("x-zitadel-orgid", arguments[2])
                .POST(HttpRequest.BodyPublishers.ofString(arguments[each]))
                .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            System.out.println(response.version() + " " + response.statusCode() + " " + response.body());
        }
    }
}
