// HTML to a picture: node page.mjs PAGE.html PICTURE.png
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export async function photograph(html, viewport, to) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  const tab = await browser.newPage({ viewport });
  await tab.setContent(`<!doctype html><meta charset="utf-8">${html}`);
  await tab.screenshot({ path: to, fullPage: true });
  await browser.close();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await photograph(readFileSync(process.argv[2], "utf8"), { width: 1000, height: 100 }, process.argv[3]);
