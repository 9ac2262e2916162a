# Descriptors of our own .proto files: one FileDescriptorSet, read by mockserver/protos/pool.py.

PROTOS_DIR := mockserver/protos
PROTOS_OUT ?= $(PROTOS_DIR)/generated/descriptors.binpb

.PHONY: protos
protos:
	mkdir -p $(dir $(PROTOS_OUT))
	$(PYTHON) -m grpc_tools.protoc --proto_path=$(PROTOS_DIR) --include_imports \
		--descriptor_set_out=$(PROTOS_OUT) \
		$(sort $(shell cd $(PROTOS_DIR) && find google zitadel -name '*.proto'))
