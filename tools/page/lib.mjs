// What the tests of the pages share.
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

export const stakeout = (binary, ...args) => execFileSync(binary, args, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });

/** Opens a page from disk in a context that counts everything that a page should not do. */
export async function open(browser, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const tab = await context.newPage();
  const faults = [];
  tab.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(message.text()); });
  tab.on("pageerror", (error) => faults.push(String(error)));
  tab.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on("request", (request) => { if (request.url().split("#")[0] !== pathToFileURL(path).href) faults.push(`request: ${request.url()}`); });
  await tab.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.sample}`));
    for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => window.violations.push(`${name} was called`);
  });
  await tab.goto(pathToFileURL(path).href);
  return { tab, faults, close: async () => { faults.push(...(await tab.evaluate(() => window.violations))); await context.close(); return faults; } };
}

export async function openReport(browser, path, options) {
  const page = await open(browser, path, options);
  await page.tab.waitForSelector("html[data-ready]", { timeout: 30000 });
  return page;
}

/** True once a part of the page is in a state; the page answers in its own time. */
export const becomes = (tab, state, part, timeout = 20_000) =>
  tab.waitForSelector(part, { state, timeout }).then(() => true, () => false);

/** Checks that something comes to hold; the page answers in its own time. */
export async function comes(holds, what) {
  const end = Date.now() + 20_000;
  let fault = "";
  do {
    try { if (await holds()) return; } catch (error) { fault = `: ${error}`; }
    await new Promise((go) => setTimeout(go, 20));
  } while (Date.now() < end);
  check(false, what + fault);
}

let failed = 0;
export function check(holds, what) {
  if (!holds) { failed += 1; console.log(`FAILED: ${what}`); }
}
export function done(name) {
  console.log(failed ? `${name}: ${failed} failed` : `${name}: ok`);
  process.exit(failed ? 1 : 0);
}
