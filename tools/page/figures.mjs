// How big a report is and how long it takes to open and to use: node figures.mjs PAGE
import { statSync } from "node:fs";
import { launch, open } from "./lib.mjs";

const path = process.argv[2];
console.log(`size ${(statSync(path).size / 1e6).toFixed(1)} MB`);
const browser = await launch();
const runs = [];
for (let run = 0; run < 5; run++) {
  const start = performance.now();
  const { tab, close } = await open(browser, path);
  await tab.waitForSelector("html[data-ready]", { timeout: 60000 });
  runs.push(performance.now() - start);
  if (run === 0) {
    const timed = async (name, act) => { const from = performance.now(); await act(); await tab.evaluate(() => new Promise((go) => requestAnimationFrame(() => setTimeout(go, 0)))); console.log(`${name} ${Math.round(performance.now() - from)} ms`); };
    await timed("graph", () => tab.click("#tab-graph"));
    await timed("timeline", () => tab.click("#tab-timeline"));
    await timed("table", () => tab.click("#tab-tables"));
    await timed("sort", () => tab.click("#table .head button >> nth=0"));
    await timed("search", async () => { await tab.fill("#search", "bank"); await tab.waitForFunction(() => document.getElementById("shown").textContent !== ""); });
    console.log(`heap ${Math.round((await tab.evaluate(() => performance.memory.usedJSHeapSize)) / 1e6)} MB`);
  }
  const faults = await close();
  if (faults.length) console.log(faults.join("\n"));
}
console.log(`opens in ${Math.round(Math.min(...runs))} to ${Math.round(Math.max(...runs))} ms`);
await browser.close();
