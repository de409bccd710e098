// Articles: a list, and the one that is read.
let articleList = null, reading = -1;

function setUpArticles() {
  articleList = new List($("article-list"), {
    height: 62, label: "Articles", open: (index) => go(`article/${index}`), empty: docs.length ? undefined : "There are no articles.",
    row: (index) => {
      const doc = docs[index], count = byDoc[index].length;
      return [el("b", {}, titleOf(doc)), el("span", { class: "line quiet" }, [doc.date, doc.publisher, count ? many(count, "relation") : "no relation"].filter(Boolean).join(" · "))];
    },
  });
  watchers.push(() => {
    articleList.set(shown.docs);
    if (reading >= 0) { articleList.go(shown.docs.indexOf(reading)); markSearch($("reader")); }
  });
  $("reader").addEventListener("click", (event) => {
    const hit = event.target.closest(".m[data-entity]");
    if (hit && !getSelection().toString()) showEntity(Number(hit.dataset.entity));
  });
  $("reader").addEventListener("pointerover", (event) => {
    const hit = event.target.closest && event.target.closest(".m[data-entity]");
    for (const node of $("reader").querySelectorAll(".m.same")) node.classList.remove("same");
    if (hit) for (const node of $("reader").querySelectorAll(`.m[data-entity="${hit.dataset.entity}"]`)) node.classList.add("same");
  });
}

const meta = (doc) => [doc.date, doc.publisher, doc.author, doc.id !== doc.title ? doc.id : null].filter(Boolean).join(" · ");

function read(index) {
  reading = index;
  const doc = docs[index], indices = byDoc[index];
  const parts = [
    el("button", { class: "back", type: "button", on: { click: () => $("articles").classList.remove("reading") } }, "← Articles"),
    el("h2", { class: "title" }, titleOf(doc)),
    el("p", { class: "quiet" }, meta(doc)),
  ];
  if (doc.url) parts.push(el("p", { class: "quiet" }, link(doc.url, doc.url)));
  if (doc.note) parts.push(el("p", { class: "note" }, doc.note));
  if (doc.text !== undefined) parts.push(marked(doc, indices));
  else for (const one of evidence(indices)) parts.push(...one);
  if (!indices.length) parts.push(el("p", { class: "quiet" }, "No relation was found in this article."));
  $("reader").replaceChildren(...parts);
  $("reader").scrollTop = 0;
  $("articles").classList.add("reading");
  articleList.go(articleList.items.indexOf(index));
  markSearch($("reader"));
}

/** Sentences alone, where the article is not there. */
function evidence(indices) {
  const groups = new Map();
  for (const index of indices) {
    const text = sentenceOf(relations[index]);
    if (!groups.has(text)) groups.set(text, []);
    groups.get(text).push(index);
  }
  return [...groups.values()].map((group) => {
    const quote = quoted(relations[group[0]]);
    quote.classList.add("ev");
    quote.dataset.relations = group.join(" ");
    return [quote, el("p", { class: "said" }, ...group.map(chip))];
  });
}

/** Brings the sentence of a relation into sight. */
function showSentence(index) {
  for (const node of $("reader").querySelectorAll(".ev")) {
    const here = node.dataset.relations.split(" ").includes(String(index));
    node.classList.toggle("on", here);
    if (here) node.scrollIntoView({ block: "center" });
  }
}

/** To the next or previous marked sentence. */
function step(direction) {
  const all = [...$("reader").querySelectorAll(".ev")];
  if (!all.length) return;
  const at = all.findIndex((node) => node.classList.contains("on"));
  const next = at < 0 ? (direction > 0 ? 0 : all.length - 1) : (at + direction + all.length) % all.length;
  showSentence(Number(all[next].dataset.relations.split(" ")[0]));
}
