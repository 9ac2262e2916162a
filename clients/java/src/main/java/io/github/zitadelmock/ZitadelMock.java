package io.github.zitadelmock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.zitadelmock.control.ApiClient;
import io.github.zitadelmock.control.ApiException;
import io.github.zitadelmock.control.Exchange;
import io.github.zitadelmock.control.Fault;
import io.github.zitadelmock.control.FaultError;
import io.github.zitadelmock.control.FaultsApi;
import io.github.zitadelmock.control.Filter;
import io.github.zitadelmock.control.IssuedToken;
import io.github.zitadelmock.control.Request;
import io.github.zitadelmock.control.RequestsApi;
import io.github.zitadelmock.control.ServerApi;
import io.github.zitadelmock.control.StateApi;
import io.github.zitadelmock.control.TokenWanted;
import io.github.zitadelmock.control.TokensApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** One instance of the server for one test: its own organisations, users, tokens, faults and journal. */
public final class ZitadelMock implements AutoCloseable {
  private static final int PAGE = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;
  private final String host;
  private final String adminPat;
  private final String adminToken;
  private final ApiClient control = new ApiClient();

  ZitadelMock(String url, String host, String adminPat, String adminToken) {
    this.url = url;
    this.host = host;
    this.adminPat = adminPat;
    this.adminToken = adminToken;
    control.updateBaseUri(url + "/__admin");
    control.setRequestInterceptor(this::identify);
  }

  /** Address of the server; calls reach this instance there by the header {@code x-zitadel-instance-host: host()}. */
  public String url() {
    return url;
  }

  /** The instance's domain. */
  public String host() {
    return host;
  }

  /** Address by which browsers reach the instance without any header, and its issuer. */
  public String origin() {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + host + ":" + uri.getPort();
  }

  /** Token of the instance's administrator. */
  public String adminPat() {
    return adminPat;
  }

  /** The generated client of the control API; its calls take {@code host()}. */
  public ApiClient control() {
    return control;
  }

  /** A request of this instance, to be completed: the address and the header that leads to the instance. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("x-zitadel-instance-host", host);
  }

  /** A token of a new service account with these roles; ORG_OWNER of the default organisation without any. */
  public String token(String... roles) {
    return issueToken(roles.length == 0 ? new TokenWanted() : new TokenWanted().roles(List.of(roles))).getToken();
  }

  /** A token of any kind. */
  public IssuedToken issueToken(TokenWanted wanted) {
    return done(() -> new TokensApi(control).issueToken(host, wanted));
  }

  /** Put a state, in YAML or JSON, in the place of the one that is served. */
  public void seed(String state) {
    done(() -> new StateApi(control).importState(state, host));
  }

  /** The state that is served, as YAML that {@code seed} takes. */
  public String snapshot() {
    // The generated client would read it as JSON.
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/__admin/state?host=" + host));
    identify(request);
    try {
      var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the control API answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(error);
    }
  }

  /** Go back to how the instance started. */
  public void reset() {
    done(() -> new StateApi(control).reset(host));
  }

  /** Let the next call of an operation fail with a gRPC code such as {@code UNAVAILABLE}. */
  public Fault failNext(String operation, String code) {
    return addFault(new Fault().operation(operation).times(1).error(new FaultError().code(code)));
  }

  /** Add a rule of faults; returns it as it is kept. */
  public Fault addFault(Fault fault) {
    return done(() -> new FaultsApi(control).addFault(fault, host));
  }

  /** Take all rules of faults back. */
  public void clearFaults() {
    done(() -> new FaultsApi(control).clearFaults(host));
  }

  /** All requests that fit, oldest first; a limit of the filter is one of each page. */
  public List<Request> requests(Filter filter) {
    List<Request> found = new ArrayList<>();
    int limit = filter.getLimit() == null ? PAGE : filter.getLimit();
    Integer before = filter.getBefore();
    List<Request> page;
    do {
      Filter wanted =
          new Filter()
              .operation(filter.getOperation())
              .status(filter.getStatus())
              .organisation(filter.getOrganisation())
              .text(filter.getText())
              .transport(filter.getTransport())
              .injected(filter.getInjected())
              .before(before)
              .limit(limit);
      page = done(() -> new RequestsApi(control).findRequests(host, wanted)).getRequests();
      found.addAll(page);
      before = page.isEmpty() ? before : page.get(page.size() - 1).getId();
    } while (page.size() == limit);
    Collections.reverse(found);
    return found;
  }

  /** Check that an operation was called at least once, and return the calls. */
  public List<Exchange> assertCalled(String operation) {
    List<Exchange> calls = calls(operation, null);
    if (calls.isEmpty()) {
      throw new AssertionError(failure(operation + " was expected at least once, and was not called."));
    }
    return calls;
  }

  /** Check that an operation was called exactly so often, and return the calls. */
  public List<Exchange> assertCalled(String operation, int times) {
    return assertCalled(operation, times, null);
  }

  /**
   * Check that an operation was called exactly so often with a body, and return the calls.
   *
   * @param body JSON that the body must hold: of objects the named fields count, all else must be equal; null for any.
   */
  public List<Exchange> assertCalled(String operation, int times, String body) {
    List<Exchange> calls = calls(operation, body);
    if (calls.size() != times) {
      String with = body == null ? "" : " with " + body;
      throw new AssertionError(
          failure(operation + " was expected " + times + " times" + with + ", and was called so " + calls.size() + " times."));
    }
    return calls;
  }

  /** Let the instance go, with all that it holds. */
  @Override
  public void close() {
    try {
      new ServerApi(control).removeInstance(host);
    } catch (ApiException error) {
      // Where nobody called it, there is none.
      if (error.getCode() != 404) {
        throw new IllegalStateException(error.getMessage(), error);
      }
    }
  }

  private void identify(HttpRequest.Builder request) {
    if (!adminToken.isEmpty()) {
      request.setHeader("authorization", "Bearer " + adminToken);
    }
  }

  private List<Exchange> calls(String operation, String body) {
    JsonNode expected;
    try {
      expected = body == null ? null : JSON.readTree(body);
    } catch (JsonProcessingException error) {
      throw new IllegalArgumentException("the body is no JSON: " + body, error);
    }
    return requests(new Filter().operation(operation)).stream()
        .map(request -> done(() -> new RequestsApi(control).getRequest(request.getId(), host)))
        .filter(call -> expected == null || fits(expected, JSON.valueToTree(call.getRequest().getJson())))
        .collect(Collectors.toList());
  }

  private String failure(String text) {
    return requests(new Filter()).stream()
        .map(
            request ->
                "\n  #" + request.getId() + " " + request.getOperation() + " " + request.getMethod() + " " + request.getPath()
                    + " -> " + request.getStatus() + " " + request.getMessage())
        .collect(Collectors.joining("", text + "\nRequests:", ""));
  }

  private static boolean fits(JsonNode expected, JsonNode actual) {
    if (expected.isObject()) {
      return actual.isObject()
          && expected.properties().stream()
              .allMatch(field -> actual.has(field.getKey()) && fits(field.getValue(), actual.get(field.getKey())));
    }
    if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int index = 0; index < expected.size(); index++) {
        if (!fits(expected.get(index), actual.get(index))) {
          return false;
        }
      }
      return true;
    }
    return expected.equals(actual);
  }

  private interface Call<T> {
    T answer() throws ApiException;
  }

  private static <T> T done(Call<T> call) {
    try {
      return call.answer();
    } catch (ApiException error) {
      throw new IllegalStateException(error.getMessage(), error);
    }
  }
}
