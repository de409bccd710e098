// 223 payloads in every field: no script runs, nothing is loaded, and the page is made of the same
// elements as ever. node payloads.test.mjs BINARY FOLDER
// payloads.json: test fixtures of DOMPurify (cure53/DOMPurify), Apache-2.0.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { becomes, check, done, launch, open, openReport, stakeout } from "./lib.mjs";

const [binary, folder] = process.argv.slice(2);
const payloads = JSON.parse(readFileSync(fileURLToPath(new URL("payloads.json", import.meta.url)), "utf8"));

/** A record and its article with one text in every field. */
function made(payload, number) {
  const doc = `${payload} ${number}`, text = `${payload} owns ${payload}`, length = [...payload].length;
  const end = (local, start) => ({ entity: local, name: `${payload} ${local}`, type: "organization", text: payload, start, end: start + length, aliases: [payload], ids: { wikidata: payload, lei: payload, ticker: payload } });
  const share = { exact: 5, min: null, max: null, exclusive_min: false, exclusive_max: false, approximate: false, literal: payload };
  return {
    record: {
      id: number.toString(16).padStart(32, "0"), doc, relation: payload, subject: end("e1", 0), object: end("e2", length + 6),
      attributes: { share, via: { entity: null, name: payload }, role: payload, date: "2024-05" },
      status: "actual", negated: false, hedged: false, attribution: { text: payload, kind: "person" },
      evidence: { text, start: 0, end: [...text].length }, rule: payload, confidence: 0.5,
      article: { title: payload, date: "2025-01-02", url: payload, publisher: payload, source: payload },
    },
    article: { id: doc, text, title: payload, date: "2025-01-02", url: payload, publisher: payload, author: payload },
  };
}

const all = payloads.map(made);
const lines = (items) => items.map((item) => JSON.stringify(item)).join("\n") + "\n";
const [relations, articles, report, timeline] = ["relations.jsonl", "articles.jsonl", "report.html", "timeline.html"].map((name) => `${folder}/payloads-${name}`);
writeFileSync(relations, lines(all.map((m) => m.record)));
writeFileSync(articles, lines(all.map((m) => m.article)));
stakeout(binary, "report", relations, "--articles", articles, "--title", payloads[0], "-o", report);
stakeout(binary, "timeline", "-f", "html", relations, "--articles", articles, "--title", payloads[0], "-o", timeline);

const browser = await launch();
{
  const { tab, close } = await openReport(browser, report);
  const data = await tab.evaluate(() => JSON.parse(document.getElementById("data").textContent));
  check(data.docs.length === all.length && data.docs.every((doc) => doc.text), `${data.docs.length} articles, whole: ${data.notes}`);
  check((await tab.title()) === payloads[0].trim().replace(/\s+/g, " "), "the title is text");
  const found = await tab.evaluate(async (count) => {
    const faults = [], tick = () => new Promise((go) => setTimeout(go, 0));
    const allowed = new Set("A ARTICLE B BLOCKQUOTE BR BUTTON DD DIV DL DT H2 HR LI P SPAN UL".split(" "));
    const sound = (id, number) => {
      for (const node of document.querySelectorAll(`#${id} *`)) {
        if (!allowed.has(node.tagName)) faults.push(`${number}: ${node.tagName} in ${id}`);
        for (const { name, value } of node.attributes) {
          if (name.startsWith("on") || ["src", "srcdoc", "action", "xlink:href"].includes(name)) faults.push(`${number}: ${name} in ${id}`);
          if (name === "href" && !/^https?:\/\//i.test(value)) faults.push(`${number}: href ${value}`);
        }
      }
    };
    const skeletons = new Set();
    for (let number = 0; number < count; number++) {
      location.hash = `article/${number}`;
      for (let wait = 0; wait < 5000 && document.querySelector("#reader .said button")?.dataset.relation === window.before; wait++) await tick();
      const text = document.querySelector("#reader .text").cloneNode(true);
      for (const said of text.querySelectorAll(".said")) said.remove();
      window.texts ||= [];
      window.texts.push(text.textContent);
      const chip = document.querySelector("#reader .said button");
      window.before = chip.dataset.relation;
      chip.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
      chip.click();
      sound("reader", number); sound("detail", number); sound("tip", number);
      skeletons.add([...document.querySelectorAll("#detail *")].map((node) => node.tagName).join(" ").replace(/\b(A|SPAN)\b/g, "SPAN"));
      document.querySelector("#detail .link").click();
      sound("detail", number);
    }
    return { faults, texts: window.texts, skeletons: skeletons.size };
  }, all.length);
  check(found.faults.length === 0, found.faults.slice(0, 20).join("\n"));
  check(found.texts.join("\u0000") === data.docs.map((doc) => doc.text).join("\u0000"), "articles read as they are written");
  check(found.skeletons === 1, `details of one shape: ${found.skeletons}`);
  for (const view of ["graph", "timeline", "tables"]) {
    await tab.click(`#tab-${view}`);
    check(await becomes(tab, "visible", `#${view}`), `${view} opens`);
    for (let scroll = 0; scroll < 40; scroll++) {
      const faults = await tab.evaluate(([view, scroll]) => {
        const place = document.querySelector(`#${view} .list`);
        if (place) place.scrollTop = (place.scrollHeight * scroll) / 40;
        const odd = document.querySelectorAll(`#${view} :is(script, style, img, iframe, object, embed, video, audio, form, math, link, base, meta)`);
        return [...odd].map((node) => node.tagName);
      }, [view, scroll]);
      check(faults.length === 0, `${view}: ${faults}`);
    }
  }
  await tab.fill("#search", payloads[3]);
  check(await becomes(tab, "attached", "#shown:not(:empty)"), "the search is answered");
  const parts = await tab.evaluate(() => ["script", "style", "iframe", "img", "object", "meta", "base", "form", "template"].map((tag) => `${tag} ${document.querySelectorAll(tag).length}`).join());
  check(parts === "script 3,style 1,iframe 0,img 0,object 0,meta 6,base 0,form 1,template 0", parts);
  const faults = await close();
  check(faults.length === 0, faults.join("\n"));
}
{
  const { tab, close } = await open(browser, timeline);
  const found = await tab.evaluate(() => ({ tags: [...new Set([...document.querySelectorAll("body *")].map((node) => node.tagName))].sort().join(" "), items: document.querySelectorAll("ol > li").length, quotes: [...document.querySelectorAll("li blockquote")].map((q) => q.textContent), links: [...document.querySelectorAll("a")].map((a) => a.getAttribute("href")), heads: document.querySelectorAll("head *").length }));
  check(/^(A )?B BLOCKQUOTE DIV H1 H2 LI OL P SMALL TIME$/.test(found.tags), `the timeline's elements: ${found.tags}`);
  check(found.items >= new Set(payloads).size && found.heads === 6, `${found.items} items, ${found.heads} in the head`);
  const plain = (text) => text.replace(/\r\n?/g, "\n");
  const quotes = new Set(found.quotes.map(plain));
  check(all.every((m) => quotes.has(plain(m.record.evidence.text))), "sentences read as they are written");
  check(found.links.every((href) => /^https?:\/\//i.test(href)), "links lead to the web");
  const faults = await close();
  check(faults.length === 0, faults.join("\n"));
}
await browser.close();
done("payloads");
