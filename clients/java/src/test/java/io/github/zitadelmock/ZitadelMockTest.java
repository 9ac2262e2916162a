package io.github.zitadelmock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.zitadelmock.control.Filter;
import io.github.zitadelmock.control.Request;
import io.github.zitadelmock.control.TokenWanted;
import java.io.File;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ZitadelMockExtension.class)
class ZitadelMockTest {
  private static int create(ZitadelMock mock, String token) throws Exception {
    var request =
        mock.request("/management/v1/actions")
            .header("authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString("{\"name\": \"greet\", \"script\": \"function greet() {}\"}"));
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  @Test
  void callsAreAsserted(ZitadelMock mock) throws Exception {
    assertEquals(200, create(mock, mock.adminPat()));
    var call = mock.assertCalled("CreateAction", 1, "{\"name\": \"greet\"}").get(0);
    assertNotNull(((Map<?, ?>) call.getResponse().getJson()).get("id"));
    mock.assertCalled("CreateAction", 0, "{\"name\": \"other\"}");
    var failed = assertThrows(AssertionError.class, () -> mock.assertCalled("DeleteAction"));
    assertTrue(failed.getMessage().contains("#1 CreateAction POST /management/v1/actions -> 200"), failed.getMessage());
  }

  @Test
  void requestsComeOldestFirstWhateverThePage(ZitadelMock mock) throws Exception {
    for (int call = 0; call < 3; call++) {
      create(mock, mock.adminPat());
    }
    var numbers = mock.requests(new Filter().limit(2)).stream().map(Request::getId).collect(Collectors.toList());
    assertEquals(List.of(1, 2, 3), numbers);
  }

  @Test
  void tokens(ZitadelMock mock) throws Exception {
    assertEquals(403, create(mock, mock.token("ORG_OWNER_VIEWER")));
    assertEquals(401, create(mock, mock.issueToken(new TokenWanted().kind(TokenWanted.KindEnum.EXPIRED)).getToken()));
  }

  @Test
  void states(ZitadelMock mock) {
    mock.seed("{\"organisations\": [{\"name\": \"Acme\"}]}");
    String snapshot = mock.snapshot();
    mock.reset();
    assertFalse(mock.snapshot().contains("Acme"));
    mock.seed(snapshot);
    assertTrue(mock.snapshot().contains("Acme"));
    assertThrows(IllegalStateException.class, () -> mock.seed("organisations: 1"));
  }

  @Test
  void faults(ZitadelMock mock) throws Exception {
    mock.failNext("CreateAction", "UNAVAILABLE");
    assertEquals(503, create(mock, mock.adminPat()));
    mock.failNext("CreateAction", "UNAVAILABLE");
    mock.clearFaults();
    assertEquals(200, create(mock, mock.adminPat()));
  }

  @Test
  void aServerOfOnesOwn() throws Exception {
    var command = ZitadelMockServer.findCommand(System.getenv());
    try (var server = ZitadelMockServer.start(command, List.of("--strict"), "own", "secret");
        var mock = ZitadelMockServer.at(server.url() + "/", "own", "secret").instance()) {
      assertEquals(200, create(mock, "own"));
      assertTrue(mock.snapshot().contains("own"));
      assertTrue(mock.origin().startsWith("http://" + mock.host() + ":"));
    }
  }

  @Test
  void aServerThatDoesNotStart() {
    var command = ZitadelMockServer.findCommand(System.getenv());
    var error =
        assertThrows(
            IllegalStateException.class, () -> ZitadelMockServer.start(command, List.of("--no-such-flag"), "own", ""));
    assertTrue(error.getMessage().contains("No such option"), error.getMessage());
  }

  @Test
  void findingTheCommand(@TempDir Path folder) throws Exception {
    assertThrows(IllegalStateException.class, () -> ZitadelMockServer.findCommand(Map.of("PATH", folder.toString())));
    String path = "/nowhere" + File.pathSeparator + folder;
    for (var expected : List.of(List.of("pipx", "run", "zitadel-mock"), List.of("uvx", "zitadel-mock"), List.of("zitadel-mock"))) {
      assertTrue(Files.createFile(folder.resolve(expected.get(0))).toFile().setExecutable(true));
      assertEquals(expected, ZitadelMockServer.findCommand(Map.of("PATH", path)));
    }
    assertEquals(
        List.of("python", "-m", "mockserver"),
        ZitadelMockServer.findCommand(Map.of("PATH", path, "ZITADEL_MOCK_COMMAND", " python -m  mockserver")));
  }
}
