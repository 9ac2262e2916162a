// Writes the file descriptors of ZITADEL's own npm package to standard output: one binary FileDescriptorSet,
// each file after what it imports. Run it in the folder the packages are installed in.
import { readdirSync } from "node:fs";
import { create, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const MODULES = "zitadel";
const files = new Map();

function collect(file) {
  if (files.has(file.proto.name)) return;
  file.dependencies.forEach(collect);
  files.set(file.proto.name, file.proto);
}

for (const path of readdirSync(`node_modules/@zitadel/proto/es/${MODULES}`, { recursive: true }).sort()) {
  if (!path.endsWith("_pb.js")) continue;
  const module = await import(`@zitadel/proto/${MODULES}/${path}`);
  Object.values(module).filter((entry) => entry.kind === "file").forEach(collect);
}
process.stdout.write(toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: [...files.values()] })));
