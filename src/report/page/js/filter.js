// What is shown: one filter for all views.
const filter = { text: "", types: new Set(), statuses: new Set(), from: "", to: "", confidence: 0 };
/** Indices that pass the filter. */
const shown = { relations: [], docs: [] };
const watchers = [];

let folded = null;
const fold = (text) => text.toLocaleLowerCase("en").normalize("NFKD").replace(/\p{M}/gu, "");
/** Folded text to search in, made when it is first searched. */
function haystacks() {
  folded ||= {
    relations: relations.map((r) => fold([factOf(r), brief(r), sentenceOf(r)].join("\n"))),
    docs: docs.map((d) => fold([d.title, d.id, d.publisher, d.author, d.text].filter(Boolean).join("\n"))),
  };
  return folded;
}

function passes(relation) {
  const date = docs[relation.doc].date || "";
  return !filter.types.has(relation.type) && !filter.statuses.has(relation.negated ? -1 : relation.status)
    && relation.confidence >= filter.confidence
    && (!filter.from || date >= filter.from) && (!filter.to || (date !== "" && date <= filter.to));
}
const narrowed = () => filter.types.size + filter.statuses.size > 0 || filter.confidence > 0;

function refilter() {
  const terms = fold(filter.text).split(/\s+/).filter(Boolean);
  const within = (text) => terms.every((term) => text.includes(term));
  const hay = terms.length ? haystacks() : null;
  shown.relations = [];
  relations.forEach((relation, index) => {
    if (passes(relation) && (!hay || within(hay.relations[index]))) shown.relations.push(index);
  });
  const withRelation = new Set(shown.relations.map((index) => relations[index].doc));
  shown.docs = [];
  docs.forEach((doc, index) => {
    const date = doc.date || "";
    if ((filter.from && date < filter.from) || (filter.to && (date === "" || date > filter.to))) return;
    if (withRelation.has(index) || (!narrowed() && (!hay || within(hay.docs[index])))) shown.docs.push(index);
  });
  const all = shown.relations.length === relations.length && shown.docs.length === docs.length;
  $("shown").textContent = all ? "" : `Shown: ${many(shown.relations.length, "relation")} of ${relations.length.toLocaleString("en")}, ${many(shown.docs.length, "article")} of ${docs.length.toLocaleString("en")}`;
  for (const watcher of watchers) watcher();
}

/** Buttons that switch members of a set of what is hidden. */
function chips(place, items, hidden, changed) {
  for (const [key, label] of items) {
    const button = el("button", { type: "button", "aria-pressed": "true" }, label);
    button.addEventListener("click", () => {
      // The first choice means: this alone; the last one given up means: all.
      if (hidden.size === 0 && items.length > 1) for (const [other] of items) if (other !== key) hidden.add(other); else hidden.delete(other);
      else if (hidden.has(key)) hidden.delete(key);
      else hidden.add(key);
      if (hidden.size === items.length) hidden.clear();
      draw();
      changed();
    });
    button.dataset.key = key;
    place.append(button);
  }
  const draw = () => {
    for (const button of place.children) button.setAttribute("aria-pressed", String(!hidden.has(items.find(([key]) => String(key) === button.dataset.key)[0])));
  };
  return draw;
}

function setUpFilter() {
  const count = (test) => relations.reduce((sum, relation) => sum + (test(relation) ? 1 : 0), 0);
  const types = data.types.map((name, i) => [i, `${words(name)} ${count((r) => r.type === i)}`]);
  const statuses = data.statuses.map((name, i) => [i, `${name} ${count((r) => r.status === i && !r.negated)}`]);
  const denied = count((r) => r.negated);
  if (denied) statuses.push([-1, `denied ${denied}`]);
  const draws = [chips($("filter-relations"), types, filter.types, refilter), chips($("filter-statuses"), statuses, filter.statuses, refilter)];
  const field = (id, name, event, read) => $(id).addEventListener(event, () => { filter[name] = read($(id).value); refilter(); });
  field("filter-from", "from", "change", (v) => v);
  field("filter-to", "to", "change", (v) => v);
  field("filter-confidence", "confidence", "input", Number);
  $("filter-confidence").addEventListener("input", () => { $("filter-confidence-shown").textContent = $("filter-confidence").value; });
  let waiting = 0;
  $("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { filter.text = $("search").value; refilter(); }, 120);
  });
  $("filters-open").addEventListener("click", () => {
    const open = $("filters").hidden;
    $("filters").hidden = !open;
    $("filters-open").setAttribute("aria-expanded", String(open));
    window.dispatchEvent(new Event("resize"));
  });
  $("filters-clear").addEventListener("click", () => {
    filter.types.clear(); filter.statuses.clear();
    Object.assign(filter, { text: "", from: "", to: "", confidence: 0 });
    for (const id of ["search", "filter-from", "filter-to"]) $(id).value = "";
    $("filter-confidence").value = 0; $("filter-confidence-shown").textContent = "0";
    draws.forEach((draw) => draw());
    refilter();
  });
}
