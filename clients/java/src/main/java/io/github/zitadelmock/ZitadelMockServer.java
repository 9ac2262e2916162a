package io.github.zitadelmock;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A server with any number of instances: started as a process and ended, or one that runs already. */
public final class ZitadelMockServer implements AutoCloseable {
  /** Token of the administrator where nothing else is told. */
  public static final String DEFAULT_ADMIN_PAT = "zitadel-mock-admin-pat";

  private static final String LISTENING = "listening on ";
  private static final List<List<String>> COMMANDS =
      List.of(List.of("zitadel-mock"), List.of("uvx", "zitadel-mock"), List.of("pipx", "run", "zitadel-mock"));

  private final String url;
  private final String adminPat;
  private final String adminToken;
  private final Process process;

  private ZitadelMockServer(String url, String adminPat, String adminToken, Process process) {
    this.url = url.replaceAll("/+$", "");
    this.adminPat = adminPat;
    this.adminToken = adminToken;
    this.process = process;
  }

  /** The server of {@code ZITADEL_MOCK_URL}, or one that is started here. */
  public static ZitadelMockServer start() {
    String url = System.getenv().getOrDefault("ZITADEL_MOCK_URL", "");
    String adminPat = System.getenv().getOrDefault("ZITADEL_MOCK_ADMIN_PAT", DEFAULT_ADMIN_PAT);
    String adminToken = System.getenv().getOrDefault("ZITADEL_MOCK_ADMIN_TOKEN", "");
    return url.isEmpty() ? start(findCommand(System.getenv()), List.of(), adminPat, adminToken) : at(url, adminPat, adminToken);
  }

  /**
   * A server that runs already.
   *
   * @param adminToken what it was started with as {@code --admin-token}; empty for none.
   */
  public static ZitadelMockServer at(String url, String adminPat, String adminToken) {
    return new ZitadelMockServer(url, adminPat, adminToken, null);
  }

  /**
   * Start one on a free port of 127.0.0.1. It may take two minutes, as uvx and pipx install the server first.
   *
   * @param command that of the server, without its arguments.
   * @param arguments further flags of {@code zitadel-mock serve}.
   * @throws IllegalStateException with what the server said where it does not start.
   */
  public static ZitadelMockServer start(List<String> command, List<String> arguments, String adminPat, String adminToken) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("serve", "--port", "0", "--quiet"));
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("ZITADEL_MOCK_ADMIN_PAT", adminPat);
    if (!adminToken.isEmpty()) {
      builder.environment().put("ZITADEL_MOCK_ADMIN_TOKEN", adminToken);
    }
    try {
      Process process = builder.start();
      // A test run that is over must not leave the server behind.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      return new ZitadelMockServer(addressOf(process, Duration.ofMinutes(2)), adminPat, adminToken, process);
    } catch (IOException error) {
      throw new UncheckedIOException("zitadel-mock did not start", error);
    }
  }

  /**
   * The command that starts the server: that of {@code ZITADEL_MOCK_COMMAND}, whose words are separated by spaces, or
   * {@code zitadel-mock}, {@code uvx zitadel-mock} or {@code pipx run zitadel-mock}, whichever is on the {@code PATH}.
   *
   * @throws IllegalStateException that says what to install where there is none.
   */
  public static List<String> findCommand(Map<String, String> environment) {
    String told = environment.getOrDefault("ZITADEL_MOCK_COMMAND", "").strip();
    if (!told.isEmpty()) {
      return List.of(told.split("\\s+"));
    }
    String[] folders = environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator));
    return COMMANDS.stream()
        .filter(command -> Arrays.stream(folders).anyMatch(folder -> new File(folder, command.get(0)).canExecute()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "there is no zitadel-mock, uvx or pipx on the PATH: `pip install zitadel-mock`, or name the command in"
                        + " ZITADEL_MOCK_COMMAND, or a running server in ZITADEL_MOCK_URL"));
  }

  public String url() {
    return url;
  }

  /** A fresh instance. */
  public ZitadelMock instance() {
    return new ZitadelMock(url, UUID.randomUUID() + ".localhost", adminPat, adminToken);
  }

  /** End the server, if it was started here, and wait until it is gone. */
  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      process.onExit().join();
    }
  }

  private static String addressOf(Process process, Duration timeout) {
    CompletableFuture<String> address = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, address), "zitadel-mock");
    reader.setDaemon(true);
    reader.start();
    try {
      return address.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException error) {
      throw new IllegalStateException(error.getCause().getMessage(), error);
    } catch (TimeoutException error) {
      process.destroy();
      throw new IllegalStateException("zitadel-mock did not listen within " + timeout.toSeconds() + " s", error);
    } catch (InterruptedException error) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(error);
    }
  }

  /** Reads to the end, as a server whose output nobody reads stands still. */
  private static void read(Process process, CompletableFuture<String> address) {
    StringBuilder said = new StringBuilder();
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(LISTENING)) {
          address.complete(line.substring(LISTENING.length()));
        } else if (!address.isDone()) {
          said.append(line).append('\n');
        }
      }
      address.completeExceptionally(new IllegalStateException("zitadel-mock did not start:\n" + said));
    } catch (IOException error) {
      address.completeExceptionally(error);
    }
  }
}
