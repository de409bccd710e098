// The timeline: what is dated, in order, with a bar a year (or month) above.
let timeList = null;
const hiddenBases = new Set(["publication"]);
let period = null;

/** Items that pass the filter and the choice of bases. */
function timed() {
  const pass = new Set(shown.relations), docsIn = new Set(shown.docs);
  return times.filter((item) => !hiddenBases.has(item.basis) && (item.relation === null ? docsIn.has(item.doc) && !narrowed() : pass.has(item.relation)));
}

function drawTimes() {
  if ($("timeline").hidden) return;
  const items = timed();
  drawBars(items);
  const within = period ? items.filter((item) => item.from.startsWith(period)) : items;
  timeList.set(within);
  const notes = [many(within.length, "dated item")];
  if (period) notes.push(`in ${period}: choose the bar again for all`);
  if (data.undated) notes.push(`${many(data.undated, "relation")} without any date, not shown here`);
  $("time-note").textContent = notes.join("; ");
}

function drawBars(items) {
  const years = new Set(items.map((item) => item.from.slice(0, 4)));
  const key = years.size > 3 ? 4 : 7;
  const counts = new Map();
  for (const item of items) {
    const name = item.from.slice(0, key);
    counts.set(name, (counts.get(name) || 0) + 1);
  }
  if (period && !counts.has(period)) period = null;
  const names = [...counts.keys()].sort(), most = Math.max(1, ...counts.values());
  const svg = (tag, attributes, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const wide = key === 4 ? 34 : 52;
  const drawing = svg("svg", { width: Math.max(names.length * wide, 10), height: 78, role: "group", "aria-label": "Items by date" });
  names.forEach((name, i) => {
    const tall = Math.max(2, (42 * counts.get(name)) / most), x = i * wide;
    const group = svg("g", { class: name === period ? "on" : "", tabindex: 0, role: "button", "aria-label": `${name}: ${counts.get(name)}`, "aria-pressed": String(name === period) },
      svg("rect", { class: "bar", x: x + 4, y: 60 - tall, width: wide - 8, height: tall }),
      svg("text", { x: x + wide / 2, y: 57 - tall, "text-anchor": "middle" }, String(counts.get(name))),
      svg("text", { x: x + wide / 2, y: 74, "text-anchor": "middle" }, name),
      svg("rect", { class: "hit", x, y: 0, width: wide, height: 78 }));
    const choose = () => { period = period === name ? null : name; drawTimes(); };
    group.addEventListener("click", choose);
    group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); } });
    drawing.append(group);
  });
  $("bars").replaceChildren(drawing);
}

function timeSentence(item) {
  if (item.relation !== null) return sentenceOf(relations[item.relation]);
  return docs[item.doc].text.slice(item.start, item.end);
}
const BASES = { stated: "date stated", resolved: "date worked out", publication: "date of the article" };
const basisOf = (item) => `${BASES[item.basis]}${item.words ? ` from “${item.words}”` : ""}, to the ${item.precision}`;

function setUpTimeline() {
  timeList = new List($("time-list"), {
    height: 80, label: "Timeline", empty: "Nothing that passes the filter is dated.",
    open: (item) => {
      if (item.relation !== null) showRelation(item.relation);
      else openDetail(el("h2", {}, item.shown), el("blockquote", {}, timeSentence(item)), pairs([["date", basisOf(item)], ["article", titleOf(docs[item.doc])]]), el("p", {}, el("button", { type: "button", on: { click: () => go(`article/${item.doc}`) } }, "To the article")));
    },
    row: (item) => [
      el("b", {}, el("span", { class: "when" }, item.shown), "  ", item.relation === null ? item.names.join(" · ") : `${factOf(relations[item.relation])}${relations[item.relation].negated ? " (denied)" : statusOf(relations[item.relation]) === "actual" ? "" : ` (${statusOf(relations[item.relation])})`}`),
      el("span", { class: "line quiet" }, timeSentence(item)),
      el("span", { class: "line basis" }, `${basisOf(item)} · ${titleOf(docs[item.doc])}`),
    ],
  });
  const count = (basis) => times.reduce((sum, item) => sum + (item.basis === basis ? 1 : 0), 0);
  const bases = Object.entries(BASES).filter(([basis]) => count(basis)).map(([basis, label]) => [basis, `${label} ${count(basis)}`]);
  if (count("stated") + count("resolved") === 0) hiddenBases.clear();
  for (const [basis, label] of bases) {
    const button = el("button", { type: "button", "aria-pressed": String(!hiddenBases.has(basis)) }, label);
    button.addEventListener("click", () => {
      if (!hiddenBases.delete(basis)) hiddenBases.add(basis);
      button.setAttribute("aria-pressed", String(!hiddenBases.has(basis)));
      drawTimes();
    });
    $("time-bases").append(button);
  }
  watchers.push(drawTimes);
}
