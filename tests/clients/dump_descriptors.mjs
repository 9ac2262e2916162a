// Writes the file descriptors of ZITADEL's own npm package to standard output: one binary FileDescriptorSet,
// each file after what it imports. Run it in the folder the packages are installed in.
import { create, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { file_zitadel_admin } from "@zitadel/proto/zitadel/admin_pb";
import { file_zitadel_auth } from "@zitadel/proto/zitadel/auth_pb";
import { file_zitadel_management } from "@zitadel/proto/zitadel/management_pb";
import { file_zitadel_org_v2_org_service } from "@zitadel/proto/zitadel/org/v2/org_service_pb";

const files = new Map();

function collect(file) {
  if (files.has(file.proto.name)) return;
  file.dependencies.forEach(collect);
  files.set(file.proto.name, file.proto);
}

[file_zitadel_management, file_zitadel_admin, file_zitadel_auth, file_zitadel_org_v2_org_service].forEach(collect);
process.stdout.write(toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: [...files.values()] })));
