package io.github.zitadelmock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be told without an engine for containers: what would be asked of one. */
class ZitadelMockContainerTest {
  @Test
  void whatIsAskedOfTheEngine() {
    try (var container = new ZitadelMockContainer("zitadel-mock:0.1.0")) {
      assertEquals(List.of(8080), container.getExposedPorts());
      assertEquals("zitadel-mock-container", container.getEnvMap().get("ZITADEL_MOCK_ADMIN_TOKEN"));
      assertThrows(IllegalStateException.class, container::server);
    }
  }
}
