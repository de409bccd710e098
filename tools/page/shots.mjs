// Screenshots of a report page, for eyes: node shots.mjs PAGE FOLDER
import { chromium } from "playwright-core";
import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [page, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [name, options] of [
  ["light", { viewport: { width: 1280, height: 800 }, colorScheme: "light" }],
  ["dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
  ["phone", { viewport: { width: 390, height: 780 }, colorScheme: "light", hasTouch: true }],
]) {
  const tab = await (await browser.newContext(options)).newPage();
  tab.on("console", (message) => console.log(name, message.text()));
  tab.on("pageerror", (error) => console.log(name, String(error)));
  await tab.goto(pathToFileURL(page).href);
  await tab.waitForSelector("html[data-ready]", { timeout: 20000 });
  const shot = (view) => tab.screenshot({ path: `${folder}/${name}-${view}.png` });
  await shot("start");
  await tab.goto(pathToFileURL(page).href + "#article/0");
  await tab.waitForTimeout(200);
  if (await tab.locator("#reader .said button").count()) await tab.locator("#reader .said button").first().click();
  await shot("article");
  await tab.keyboard.press("Escape");
  for (const view of ["graph", "timeline", "tables"]) {
    await tab.click(`#tab-${view}`);
    await tab.waitForTimeout(view === "graph" ? 1200 : 300);
    await shot(view);
  }
}
await browser.close();
