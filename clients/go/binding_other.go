//go:build !linux

package zitadelmock

import "os/exec"

// bindToThisProcess does nothing: only Linux ends a process with another.
func bindToThisProcess(*exec.Cmd) {}
