// Tables: every relation and every name, sorted and filtered by column.
const TABLES = {
  relations: {
    columns: [
      { name: "Subject", wide: "2fr", of: (i) => nameOf(relations[i].subject) },
      { name: "Relation", wide: "1.1fr", of: (i) => words(typeOf(relations[i])) },
      { name: "Object", wide: "2fr", of: (i) => nameOf(relations[i].object) },
      { name: "With", wide: "1.4fr", of: (i) => brief(relations[i]), key: (i) => (relations[i].attributes.share ? relations[i].attributes.share.exact ?? relations[i].attributes.share.min ?? relations[i].attributes.share.max ?? 0 : brief(relations[i])) },
      { name: "Status", wide: ".9fr", of: (i) => (relations[i].negated ? `denied (${statusOf(relations[i])})` : statusOf(relations[i])) },
      { name: "Published", wide: "6.5rem", of: (i) => docs[relations[i].doc].date || "" },
      { name: "Article", wide: "1.6fr", of: (i) => titleOf(docs[relations[i].doc]) },
      { name: "Confidence", wide: "6.2rem", number: true, of: (i) => relations[i].confidence.toFixed(2), key: (i) => relations[i].confidence },
    ],
    items: () => shown.relations.toSorted((a, b) => relations[a].doc - relations[b].doc || (relations[a].start ?? 0) - (relations[b].start ?? 0)), open: (i) => showRelation(i), noun: "relation",
  },
  entities: {
    columns: [
      { name: "Name", wide: "2fr", of: (i) => nameOf(i) },
      { name: "Type", wide: "1fr", of: (i) => entities[i].type },
      { name: "Relations", wide: "6rem", number: true, of: (i) => String(counted.get(i)), key: (i) => counted.get(i) },
      { name: "Also", wide: "2.4fr", of: (i) => entities[i].aliases.join(" · ") },
      { name: "Known as", wide: "1.4fr", of: (i) => Object.entries(entities[i].ids).map(([k, v]) => `${k} ${v}`).join(" ") },
    ],
    items: () => { countNames(); return [...counted.keys()]; }, open: (i) => showEntity(i), noun: "name",
  },
  contradictions: {
    columns: [
      { name: "Kind", wide: "1fr", of: (i) => words(contradictions[i].kind) },
      { name: "Date", wide: "8rem", of: (i) => contradictions[i].date || "" },
      { name: "What does not fit", wide: "4fr", of: (i) => contradictions[i].detail },
    ],
    items: () => contradictions.map((_, i) => i), open: (i) => showContradiction(i), noun: "contradiction",
  },
};
let counted = new Map();
function countNames() {
  counted = new Map();
  for (const i of shown.relations) for (const entity of new Set([relations[i].subject, relations[i].object])) counted.set(entity, (counted.get(entity) || 0) + 1);
}
const table = { now: "relations", sort: -1, down: false, filters: [], list: null };
const collator = new Intl.Collator("en", { numeric: true });

function buildTable() {
  const { columns, open } = TABLES[table.now];
  table.sort = -1; table.down = false; table.filters = columns.map(() => "");
  $("table").style.setProperty("--columns", columns.map((c) => c.wide).join(" "));
  const head = el("div", { class: "head grid", role: "group", "aria-label": "Columns" }, ...columns.map((column, at) => {
    const sort = el("button", { type: "button", on: { click: () => { table.down = table.sort === at ? !table.down : Boolean(column.number); table.sort = at; fillTable(); } } }, column.name);
    const input = el("input", { "aria-label": `Filter by ${column.name.toLowerCase()}`, autocomplete: "off", spellcheck: "false" });
    input.addEventListener("input", () => { table.filters[at] = fold(input.value); fillTable(); });
    return el("div", { "data-column": at }, sort, input);
  }));
  const place = el("div", { class: "list", id: "rows" });
  $("table").replaceChildren(head, place);
  table.list = new List(place, { height: 36, label: `Table of ${table.now}`, open, row: (i) => columns.map((column) => { const text = column.of(i); return el("span", { class: column.number ? "number" : null, title: text }, text); }) });
  for (const name of Object.keys(TABLES)) $(`table-${name}`).setAttribute("aria-pressed", String(name === table.now));
  fillTable();
}

function fillTable() {
  if ($("tables").hidden) return;
  const { columns, items, noun } = TABLES[table.now];
  let rows = items();
  const all = rows.length;
  table.filters.forEach((text, at) => { if (text) rows = rows.filter((i) => fold(columns[at].of(i)).includes(text)); });
  if (table.sort >= 0) {
    const column = columns[table.sort], key = column.key || column.of, way = table.down ? -1 : 1;
    const keyed = rows.map((i) => [key(i), i]);
    keyed.sort(([a, i], [b, j]) => way * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b))) || i - j);
    rows = keyed.map(([, i]) => i);
  }
  for (const node of $("table").querySelectorAll("[data-column]")) {
    const here = Number(node.dataset.column) === table.sort;
    if (here) node.setAttribute("aria-sort", table.down ? "descending" : "ascending"); else node.removeAttribute("aria-sort");
  }
  table.list.set(rows);
  $("table-note").textContent = rows.length === all ? many(all, noun) : `${rows.length.toLocaleString("en")} of ${many(all, noun)}`;
}

function setUpTables() {
  $("table-contradictions").hidden = contradictions.length === 0;
  for (const name of Object.keys(TABLES)) $(`table-${name}`).addEventListener("click", () => { table.now = name; buildTable(); });
  watchers.push(() => { if (table.list) fillTable(); });
}
