// Opens a page in Chromium and tells what a person sees. Argument: {executable, url, click} in JSON, where `click` is the
// text of a link to follow first, if there is one; prints
// {lines: {id: text}, errors: [what the page or the browser complained about]} in JSON.

import { chromium } from "playwright-core";

const { executable, url, click } = JSON.parse(process.argv.at(-1));
const browser = await chromium.launch({
  executablePath: executable,
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(url);
  if (click) await page.getByRole("link", { name: click }).click();
  await page.waitForSelector("#done", { timeout: 30_000 });
  const lines = await page.$$eval("p", (found) => Object.fromEntries(found.map(({ id, innerText }) => [id, innerText])));
  process.stdout.write(JSON.stringify({ lines, errors }));
} finally {
  await browser.close();
}
