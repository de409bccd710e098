// The sheet of `review` and the page of `eval` in Chromium: verdicts clicked, saved, read back, applied.
// node judge.test.mjs BINARY CORPUS FOLDER
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { check, comes, done, launch, open, stakeout } from "./lib.mjs";

const [binary, corpus, folder] = process.argv.slice(2);
const at = (name) => `${folder}/judge-${name}`;
const lines = (path) => readFileSync(path, "utf8").trim().split("\n").map(JSON.parse);
const run = (...args) => stakeout(binary, ...args).toString();
run("extract", corpus, "--date", "2025-03-05", "-o", at("relations.jsonl"));
run("review", at("relations.jsonl"), "-n", "200", "--format", "html", "-o", at("review.html"));
const records = lines(at("relations.jsonl"));
const wanted = Math.min(200, records.length);
const browser = await launch();

{
  const { tab, close } = await open(browser, at("review.html"), { acceptDownloads: true });
  const count = () => tab.textContent("#count");
  check((await tab.locator("tr").count()) === wanted, `${wanted} relations to judge`);
  check((await tab.locator("tr mark").count()) >= 2 * wanted * 0.9, "subject and object are marked");
  const shown = await tab.$$eval("tr b", (all) => all.map((b) => b.textContent));
  const known = new Set(records.map((r) => `${r.relation}(${r.subject.name}, ${r.object.name})`));
  check(shown.every((fact) => known.has(fact)), "each is one of those found");

  // Every fifth is wrong, every seventh nobody knows, two are left.
  const verdict = (row) => (row < 2 ? "" : row % 5 === 0 ? "n" : row % 7 === 0 ? "?" : "y");
  const of = (value) => shown.filter((_, row) => verdict(row) === value).length;
  for (let row = 2; row < wanted; row += 1) await tab.check(`input[name=v${row}][value="${verdict(row)}"]`);
  await comes(async () => (await count()) === String(of("y") + of("n")), "verdicts are counted");
  // A second thought.
  await tab.check('input[name=v2][value="n"]');
  await tab.check('input[name=v2][value="y"]');
  check((await count()) === String(of("y") + of("n")), "a verdict that is changed counts once");
  const [saved] = await Promise.all([tab.waitForEvent("download"), tab.click("#save")]);
  check(saved.suggestedFilename() === "sheet.csv", `saved as ${saved.suggestedFilename()}`);
  await saved.saveAs(at("sheet.csv"));
  const faults = await close();
  check(faults.length === 0, `the sheet: ${faults}`);

  const measured = JSON.parse(run("review", "--verdicts", at("sheet.csv"), "--json"));
  check(measured.all.judged === of("y") + of("n") && measured.all.right === of("y"), `read back: ${JSON.stringify(measured.all)}`);
  const total = measured.relations.reduce((sum, one) => sum + one.judged, 0);
  check(total === measured.all.judged, "each verdict counts for one type");
  const type = shown[2].split("(")[0];
  const mine = shown.filter((fact, row) => fact.startsWith(`${type}(`) && "yn".includes(verdict(row) || "-"));
  check(measured.relations.find((one) => one.name === type).judged === mine.length, `verdicts for ${type}`);
  // The page gives what the sheet for spreadsheets holds, verdicts aside.
  const csv = run("review", at("relations.jsonl"), "-n", "200");
  const bare = readFileSync(at("sheet.csv"), "utf8").replace(/^[yn?],/gm, ",");
  check(bare === csv, "the same sheet as the one in CSV");

  run("review", "--verdicts", at("sheet.csv"), "--calibrate", "-o", at("calibration.toml"));
  run("extract", corpus, "--date", "2025-03-05", "--calibration", at("calibration.toml"), "-o", at("calibrated.jsonl"));
  const calibrated = lines(at("calibrated.jsonl"));
  const mean = (all) => all.reduce((sum, r) => sum + r.confidence, 0) / all.length;
  const right = measured.all.precision.value;
  check(calibrated.length === records.length, "a calibration takes nothing away");
  const [before, after] = [records, calibrated].map((all) => Math.abs(mean(all) - right));
  check(after < before, `confidence comes nearer to ${right}: ${before} before, ${after} after`);
}

{
  const gold = resolve(corpus, "../gold");
  run("eval", gold, "--baseline", at("calibrated.jsonl"), "--format", "html", "-o", at("eval.html"));
  const report = JSON.parse(run("eval", gold, "--format", "json"));
  const { tab, close } = await open(browser, at("eval.html"));
  const text = await tab.textContent("body");
  for (const part of ["Relations", "Mentions", "Against the baseline", `${report.documents} documents`]) check(text.includes(part), `the page of eval says ${part}`);
  const rows = await tab.$$eval("h2:has-text('Relations') + table tr", (all) => all.map((tr) => tr.firstChild.textContent));
  check(rows.length === report.relations.types.length + 2, `a row for each type: ${rows}`);
  const folds = tab.locator("details");
  check((await folds.count()) > 2, "errors by class");
  check(!(await folds.first().locator("table").isVisible()), "they are folded");
  await folds.first().locator("summary").click();
  await comes(() => folds.first().locator("table").isVisible(), "a class of errors unfolds");
  const faults = await close();
  check(faults.length === 0, `the page of eval: ${faults}`);
}

await browser.close();
done("judge");
