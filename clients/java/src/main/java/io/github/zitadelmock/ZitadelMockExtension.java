package io.github.zitadelmock;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test that has a parameter {@link ZitadelMock} an instance of its own, gone after the test. One server, which
 * starts with the first of them, serves all tests of the run; see {@link ZitadelMockServer#start()} for which.
 */
public final class ZitadelMockExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ZitadelMockExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ZitadelMock.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // Stores close what they hold: the first at the end of the run, the second at the end of the test.
    Held<ZitadelMockServer> server =
        held(context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("server", key -> new Held<>(ZitadelMockServer.start())));
    Held<ZitadelMock> mock =
        held(context.getStore(NAMESPACE).getOrComputeIfAbsent("mock", key -> new Held<>(server.value.instance())));
    return mock.value;
  }

  @SuppressWarnings("unchecked") // A store knows no types; what stands under these names is put there above.
  private static <T extends AutoCloseable> Held<T> held(Object stored) {
    return (Held<T>) stored;
  }

  /** JUnit before 5.13 closes nothing but what is such a resource, and later ones warn of it. */
  private record Held<T extends AutoCloseable>(T value) implements AutoCloseable, ExtensionContext.Store.CloseableResource {
    @Override
    public void close() throws Exception {
      value.close();
    }
  }
}
