package zitadelmock

import (
	"os/exec"
	"syscall"
)

// bindToThisProcess ends the server with the tests, however they end.
func bindToThisProcess(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
}
