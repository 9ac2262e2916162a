// Bundles page.mjs for browsers. Argument: {script, output} in JSON; `script` is the file of the page's script.

import { readFileSync } from "node:fs";
import { build } from "esbuild";

const { script, output } = JSON.parse(process.argv.at(-1));
const { warnings } = await build({
  stdin: { contents: readFileSync(script, "utf-8"), resolveDir: process.cwd() },
  bundle: true,
  format: "esm",
  target: "es2022",
  outfile: output,
  logLevel: "silent",
});
process.stdout.write(JSON.stringify(warnings.map(({ text }) => text)));
