package io.github.zitadelmock;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The server in a container, for Testcontainers; it needs {@code org.testcontainers:testcontainers}. */
public final class ZitadelMockContainer extends GenericContainer<ZitadelMockContainer> {
  private static final int PORT = 8080;
  private static final String CONTROL_TOKEN = "zitadel-mock-container";

  /** An image that was built of the Dockerfile, such as {@code zitadel-mock}. */
  public ZitadelMockContainer(String image) {
    super(DockerImageName.parse(image));
    withExposedPorts(PORT);
    // From outside of the container the control API wants a token.
    withEnv("ZITADEL_MOCK_ADMIN_TOKEN", CONTROL_TOKEN);
    waitingFor(Wait.forHttp("/healthz").forPort(PORT));
  }

  /** The server in the container, once that has started. */
  public ZitadelMockServer server() {
    String url = "http://" + getHost() + ":" + getMappedPort(PORT);
    return ZitadelMockServer.at(url, ZitadelMockServer.DEFAULT_ADMIN_PAT, CONTROL_TOKEN);
  }
}
