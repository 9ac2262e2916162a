// Package zitadelmock runs tests against zitadel-mock: an instance a test, tokens, state, faults and assertions.
package zitadelmock

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	// DefaultAdminPAT is the token of the administrator where nothing else is told.
	DefaultAdminPAT = "zitadel-mock-admin-pat"

	listening = "listening on "
)

// Options of a server. The zero value is a server that is started here, or that of ZITADEL_MOCK_URL.
type Options struct {
	// URL of a server that runs already; ZITADEL_MOCK_URL where it is empty. Without either one is started.
	URL string
	// Command that starts the server; see FindCommand where it is empty.
	Command []string
	// Args are further flags of `zitadel-mock serve`.
	Args []string
	// AdminPAT is the token of the administrator of every instance; ZITADEL_MOCK_ADMIN_PAT, or DefaultAdminPAT.
	AdminPAT string
	// AdminToken is what the server was started with as --admin-token; ZITADEL_MOCK_ADMIN_TOKEN.
	AdminToken string
	// Timeout of the start, two minutes by default: uvx and pipx install the server first.
	Timeout time.Duration
}

// Server with any number of instances.
type Server struct {
	URL      string
	AdminPAT string

	adminToken string
	process    *exec.Cmd
	ended      chan struct{}
}

// FindCommand returns the command that starts the server, without its arguments: that of ZITADEL_MOCK_COMMAND, whose words
// are separated by spaces, or zitadel-mock, `uvx zitadel-mock` or `pipx run zitadel-mock`, whichever is on the PATH.
func FindCommand() ([]string, error) {
	if told := strings.Fields(os.Getenv("ZITADEL_MOCK_COMMAND")); len(told) > 0 {
		return told, nil
	}
	for _, command := range [][]string{{"zitadel-mock"}, {"uvx", "zitadel-mock"}, {"pipx", "run", "zitadel-mock"}} {
		if _, err := exec.LookPath(command[0]); err == nil {
			return command, nil
		}
	}
	return nil, errors.New("there is no zitadel-mock, uvx or pipx on the PATH: `pip install zitadel-mock`, or name the " +
		"command in ZITADEL_MOCK_COMMAND, or a running server in ZITADEL_MOCK_URL")
}

// StartServer starts a server on a free port of 127.0.0.1, or takes the one whose address is told. Stop ends it.
func StartServer(options Options) (*Server, error) {
	server := &Server{
		AdminPAT:   firstOf(options.AdminPAT, os.Getenv("ZITADEL_MOCK_ADMIN_PAT"), DefaultAdminPAT),
		adminToken: firstOf(options.AdminToken, os.Getenv("ZITADEL_MOCK_ADMIN_TOKEN")),
		URL:        strings.TrimRight(firstOf(options.URL, os.Getenv("ZITADEL_MOCK_URL")), "/"),
	}
	if server.URL != "" {
		return server, nil
	}
	command := options.Command
	if len(command) == 0 {
		found, err := FindCommand()
		if err != nil {
			return nil, err
		}
		command = found
	}
	if options.Timeout == 0 {
		options.Timeout = 2 * time.Minute
	}
	arguments := append(append([]string{}, command[1:]...), "serve", "--port", "0", "--quiet")
	server.process = exec.Command(command[0], append(arguments, options.Args...)...)
	server.process.Env = append(os.Environ(), "ZITADEL_MOCK_ADMIN_PAT="+server.AdminPAT)
	if server.adminToken != "" {
		server.process.Env = append(server.process.Env, "ZITADEL_MOCK_ADMIN_TOKEN="+server.adminToken)
	}
	if err := server.listen(options.Timeout); err != nil {
		return nil, fmt.Errorf("zitadel-mock did not start: %w; the command was: %s", err, strings.Join(server.process.Args, " "))
	}
	return server, nil
}

func (s *Server) listen(timeout time.Duration) error {
	output, err := s.process.StdoutPipe()
	if err != nil {
		return err
	}
	var complaints bytes.Buffer
	s.process.Stderr = &complaints
	bindToThisProcess(s.process)
	if err := s.process.Start(); err != nil {
		return err
	}
	address := make(chan string, 1)
	s.ended = make(chan struct{})
	go func() {
		defer close(s.ended)
		lines := bufio.NewScanner(output)
		for lines.Scan() {
			if url, found := strings.CutPrefix(lines.Text(), listening); found {
				address <- url
			}
		}
		_ = s.process.Wait()
	}()
	select {
	case s.URL = <-address:
		return nil
	case <-s.ended:
		return fmt.Errorf("it ended with %v\n%s", s.process.ProcessState, complaints.String())
	case <-time.After(timeout):
		_ = s.process.Process.Kill()
		<-s.ended
		return fmt.Errorf("it did not listen within %v\n%s", timeout, complaints.String())
	}
}

// Stop ends the server, if it was started here, and waits until it is gone.
func (s *Server) Stop() {
	if s.process == nil {
		return
	}
	// Where the system has no such signal, as on Windows.
	if err := s.process.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		_ = s.process.Process.Kill()
	}
	<-s.ended
}

var shared struct {
	sync.Mutex
	server *Server
}

// Main runs the tests of a package with one server for all of them, in TestMain: os.Exit(zitadelmock.Main(m)).
func Main(m *testing.M) int {
	server, err := StartServer(Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer server.Stop()
	shared.Lock()
	shared.server = server
	shared.Unlock()
	return m.Run()
}

// Start gives a test an instance of its own: of the server of Main or ZITADEL_MOCK_URL, or of one that is started for this
// test. At the end of the test it is gone.
func Start(t testing.TB) *Mock {
	t.Helper()
	shared.Lock()
	server := shared.server
	shared.Unlock()
	if server != nil {
		return server.Instance(t)
	}
	return StartWith(t, Options{})
}

// StartWith is Start with options, and never of the server of Main.
func StartWith(t testing.TB, options Options) *Mock {
	t.Helper()
	server, err := StartServer(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	return server.Instance(t)
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
