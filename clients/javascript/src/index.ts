// Tests in JavaScript and TypeScript against zitadel-mock.

export { findCommand } from "./command.js";
export type { components, paths } from "./control.js";
export {
  ControlError,
  ZitadelMock,
  type Exchange,
  type Expected,
  type Failure,
  type Fault,
  type Filter,
  type IssuedToken,
  type MockOptions,
  type Problem,
  type RecordedRequest,
  type State,
  type TokenWanted,
} from "./mock.js";
export { DEFAULT_ADMIN_PAT, ZitadelMockServer, type ServerOptions } from "./server.js";
