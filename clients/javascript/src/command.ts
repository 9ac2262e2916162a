// Where the server is: the command that starts it.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Tried one after another; the first whose program is on the PATH starts the server. */
const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ["zitadel-mock"],
  ["uvx", "zitadel-mock"],
  ["pipx", "run", "zitadel-mock"],
];

/**
 * The command that starts the server, without its arguments: that of `ZITADEL_MOCK_COMMAND`, whose words are separated by
 * spaces, or else `zitadel-mock`, `uvx zitadel-mock` or `pipx run zitadel-mock`, whichever is on the PATH.
 *
 * @throws Error that says what to install where there is none.
 */
export function findCommand(environment: NodeJS.ProcessEnv = process.env): string[] {
  const told = environment.ZITADEL_MOCK_COMMAND?.trim();
  if (told) {
    return told.split(/\s+/);
  }
  const found = COMMANDS.find(([program]) => isOnPath(program, environment.PATH ?? ""));
  if (found === undefined) {
    throw new Error(
      "there is no zitadel-mock, uvx or pipx on the PATH: `pip install zitadel-mock`, or name the command in " +
        "ZITADEL_MOCK_COMMAND, or a running server in ZITADEL_MOCK_URL",
    );
  }
  return [...found];
}

function isOnPath(program: string, path: string): boolean {
  const names = process.platform === "win32" ? [`${program}.exe`, `${program}.cmd`] : [program];
  return path
    .split(delimiter)
    .filter(Boolean)
    .some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
