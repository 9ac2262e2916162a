package control

//go:generate go tool -modfile=../internal/generate/go.mod oapi-codegen -config config.yaml ../../../mockserver/control/openapi.yaml
