// The report of the corpus in Chromium: rendered, searched, filtered, sorted, clicked, by keyboard,
// on a phone, in print. node report.test.mjs BINARY CORPUS FOLDER
import { readFileSync } from "node:fs";
import { becomes, check, comes, done, launch, openReport, stakeout } from "./lib.mjs";

const [binary, corpus, folder] = process.argv.slice(2);
const relations = `${folder}/relations.jsonl`, path = `${folder}/report.html`;
stakeout(binary, "extract", corpus, "--date", "2025-03-05", "-o", relations);
stakeout(binary, "report", relations, "--articles", corpus, "--date", "2025-03-05", "-o", path);
const records = readFileSync(relations, "utf8").trim().split("\n").map(JSON.parse);
const browser = await launch();

{
  const { tab, close } = await openReport(browser, path);
  const text = (selector) => tab.textContent(selector);
  check((await text("#summary")).includes(`${records.length} relations`), "all relations are there");
  const data = await tab.evaluate(() => JSON.parse(document.getElementById("data").textContent));
  check(data.relations.length === records.length, "relations read back");
  check(data.notes.length === 0, `nothing lacks: ${data.notes}`);
  const shares = (list) => list.filter((r) => r.attributes.share).map((r) => JSON.stringify(r.attributes.share)).sort().join();
  check(shares(data.relations) === shares(records), "shares read back");
  const sentences = (list, of) => list.map(of).sort().join("\n");
  check(sentences(data.relations, (r) => r.sentence ?? data.docs[r.doc].text.slice(r.start, r.end)) === sentences(records, (r) => r.evidence.text), "evidence reads back");

  // An article: the sentence of a relation is marked, its chip opens it.
  await tab.click("#article-list .row >> nth=0");
  const first = records.find((r) => r.doc === data.docs[0].id);
  await comes(async () => (await text("#reader")).includes(first.evidence.text.slice(0, 40)), "the article is shown");
  check((await tab.locator("#reader .m").count()) > 5, "mentions are marked");
  const names = await tab.$$eval("#reader .m.t-organization", (nodes) => nodes.map((node) => node.textContent));
  check(names.includes(first.subject.name), `names stand where they are: ${names.slice(0, 5)}`);
  await tab.hover("#reader .said button >> nth=0");
  await comes(async () => (await text("#tip")).includes("rule "), "a tip names the rule");
  await tab.click("#reader .said button >> nth=0");
  const lit = () => tab.$$eval("#reader .ev.on", (all) => all.map((e) => e.textContent).join("\n"));
  await comes(async () => (await tab.locator("#reader .ev.on").count()) === 1, "its sentence is lit");
  await comes(async () => (await text("#detail")).includes("confidence"), "the details are open");
  const lit1 = await lit();
  await tab.keyboard.press("n");
  await comes(async () => (await tab.locator("#reader .ev.on").count()) === 1 && (await lit()) !== lit1, "the next sentence");
  await tab.keyboard.press("Escape");
  check(await becomes(tab, "hidden", "#detail"), "escape closes");

  // Search and filters.
  const name = first.subject.name;
  await tab.keyboard.press("/");
  await tab.keyboard.type(name);
  await becomes(tab, "attached", "#shown:not(:empty)");
  const within = records.filter((r) => [r.subject.name, r.object.name, r.evidence.text].some((t) => t.toLowerCase().includes(name.toLowerCase()))).length;
  const shown = Number(/Shown: ([\d,]+)/.exec(await text("#shown"))[1]);
  check(shown >= Math.min(within, 1) && shown < records.length, `search: ${shown} of ${within}`);
  await tab.keyboard.press("Escape");
  await comes(async () => (await text("#shown")) === "", "escape clears the search");
  await tab.click("#filters-open");
  await tab.click("#filter-relations button:has-text('owns')");
  const owns = records.filter((r) => r.relation === "owns").length;
  await comes(async () => (await text("#shown")).startsWith(`Shown: ${owns} relation`), "the filter of relations");

  // The table of what is shown: sorted, filtered, opened.
  await tab.click("#tab-tables");
  await comes(async () => (await text("#table-note")) === `${owns} relations`, "the table follows the filter");
  await tab.click("#table .head button:has-text('Subject')");
  const column = () => tab.$$eval("#rows .row", (rows) => rows.sort((a, b) => a.getAttribute("aria-posinset") - b.getAttribute("aria-posinset")).map((r) => r.firstChild.textContent));
  const collator = new Intl.Collator("en", { numeric: true });
  const sorted = (names) => names.join("\n") === [...names].sort(collator.compare).join("\n");
  await comes(async () => sorted(await column()), "sorted up");
  const up = await column();
  await tab.click("#table .head button:has-text('Subject')");
  await comes(async () => collator.compare((await column())[0], up[0]) > 0, "sorted down");
  await tab.fill("#table .head input[aria-label='Filter by subject']", up[0]);
  await comes(async () => (await column()).every((n) => n === up[0]), "a column filter");
  await tab.focus("#rows");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await comes(async () => (await text("#detail h2")).includes(up[0]), "opened by keyboard");
  await tab.click("#filters-clear");
  await tab.click("#table-entities");
  await comes(async () => /names$/.test(await text("#table-note")), "the table of names");

  // The graph: every edge one click from its sentence.
  await tab.click("#tab-graph");
  const edgesOf = () => tab.evaluate(() => document.getElementById("canvas")._cyreg?.cy.edges().map((e) => e.id()) ?? []);
  await comes(async () => (await edgesOf()).length > 20, "more than 20 edges");
  const edges = await edgesOf();
  let hit = 0;
  for (const id of edges.slice(0, 12)) {
    const spot = await tab.evaluate((id) => {
      const cy = document.getElementById("canvas")._cyreg.cy, edge = cy.$id(id);
      cy.fit(edge.connectedNodes(), 120);
      const middle = edge.renderedMidpoint(), box = document.getElementById("canvas").getBoundingClientRect();
      return { x: box.x + middle.x, y: box.y + middle.y };
    }, id);
    await tab.evaluate(() => document.querySelector("#detail").replaceChildren());
    await tab.mouse.click(spot.x, spot.y);
    // An edge under another is not hit: no sentence comes, and the next one is tried.
    if (!(await becomes(tab, "attached", "#detail blockquote", 3_000))) continue;
    const said = await text("#detail blockquote");
    if (records.some((r) => r.evidence.text === said)) hit += 1;
  }
  check(hit >= 10, `a click on an edge shows its sentence: ${hit} of 12`);
  await tab.fill("#graph-find", name);
  await tab.keyboard.press("Enter");
  await comes(async () => (await text("#graph-note")).startsWith(`Around ${name}`), "neighbours");
  await tab.click("#graph-all");

  // The timeline.
  await tab.click("#tab-timeline");
  await comes(async () => Number(/^[\d,]+/.exec(await text("#time-note"))[0].replace(",", "")) > 50, "more than 50 dated items");
  await tab.locator("#bars g").last().click();
  await comes(async () => / in \d{4}/.test(await text("#time-note")), "a bar narrows");
  await tab.click("#time-list .row >> nth=0");
  check(await becomes(tab, "visible", "#detail blockquote"), "an item opens");
  await tab.click("#detail .to-article").catch(() => tab.click("#detail button:has-text('article')"));
  check(await becomes(tab, "visible", "#reader"), "to the article");

  // Theme, print.
  const paper = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await tab.click("#theme");
  await comes(async () => (await paper()) !== before, "the theme changes");
  await tab.emulateMedia({ media: "print" });
  await comes(async () => (await paper()) === "rgb(255, 255, 255)", "paper is white");
  await comes(() => tab.isHidden("#search"), "no controls on paper");
  const faults = await close();
  check(faults.length === 0, faults.join("\n"));
}
{
  const { tab, close } = await openReport(browser, path, { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true });
  for (const view of ["articles", "graph", "timeline", "tables"]) {
    await tab.tap(`#tab-${view}`);
    check(await becomes(tab, "visible", `#${view}`), `${view} opens`);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    check(wide <= 360, `${view} fits a phone: ${wide}`);
  }
  await tab.tap("#tab-articles");
  await tab.tap("#article-list .row >> nth=1");
  check(await becomes(tab, "visible", "#reader"), "the article is read");
  await tab.tap("#reader .back");
  check(await becomes(tab, "visible", "#article-list"), "and back");
  const faults = await close();
  check(faults.length === 0, faults.join("\n"));
}
{
  // Without articles: sentences, and what is missing is said.
  stakeout(binary, "report", relations, "-o", path);
  const { tab, close } = await openReport(browser, path);
  check((await tab.textContent("#summary")).includes("--articles"), "what is missing is said");
  check((await tab.locator("#reader blockquote").count()) > 0, "sentences are shown");
  check((await close()).length === 0, "no faults");
}
await browser.close();
done("report");
