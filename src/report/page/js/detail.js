// The panel beside the views: one relation, one name, or all that joins two names.
function openDetail(...parts) {
  $("detail").replaceChildren(el("button", { class: "close", type: "button", "aria-label": "Close details", on: { click: closeDetail } }, "×"), ...parts.filter((part) => part !== null));
  $("detail").hidden = false;
  $("detail").scrollTop = 0;
}
function closeDetail() {
  $("detail").hidden = true;
  $("detail").replaceChildren();
}

const nameLink = (entity) => el("button", { class: "link", type: "button", on: { click: () => showEntity(entity) } }, nameOf(entity));
const badge = (text, bad) => el("span", { class: bad ? "badge bad" : "badge" }, text);
const pairs = (rows) => el("dl", {}, ...rows.filter(([, value]) => value !== null && value !== undefined && value !== "").flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));

function relationParts(index) {
  const relation = relations[index], doc = docs[relation.doc];
  const by = relation.attribution ? `${relation.attribution.text} (${relation.attribution.kind})` : null;
  return [
    el("p", {}, badge(statusOf(relation)), relation.negated ? badge("denied", true) : null, relation.hedged ? badge("hedged") : null),
    quoted(relation),
    pairs([
      ...Object.entries(relation.attributes).map(([key, value]) => [words(key), attributeOf(key, value)]),
      ["said by", by], ["rule", data.rules[relation.rule]], ["confidence", String(relation.confidence)],
      ["article", titleOf(doc)], ["published", doc.date], ["publisher", doc.publisher], ["link", doc.url ? link(doc.url, doc.url) : null],
    ]),
    el("p", {}, el("button", { type: "button", class: "to-article", on: { click: () => go(`article/${relation.doc}/${index}`) } }, "Show in the article")),
  ];
}

/** What merging says of the edge of a relation. */
function edgeParts(relation) {
  if (relation.edge === undefined) return [];
  const { first, last, outlets } = data.edges[relation.edge];
  const seen = first === null ? null : first === last ? first : `${first} to ${last}`;
  const others = ofEdge[relation.edge].length;
  return [
    pairs([["seen", seen], ["outlets", String(outlets)], ["said", many(others, "time")]]),
    others > 1 ? el("p", {}, el("button", { type: "button", on: { click: () => showEdge(ofEdge[relation.edge]) } }, "All that say so")) : null,
    ...against[relation.edge].map((at) => el("p", { class: "note" }, `Contradiction (${words(contradictions[at].kind)}): ${contradictions[at].detail}`)),
  ];
}

/** What does not fit together, with all that says so. */
function showContradiction(at) {
  const { kind, date, detail, edges } = contradictions[at];
  const said = edges.flatMap((edge) => ofEdge[edge]);
  openDetail(el("h2", {}, words(kind)), el("p", { class: "note" }, detail), pairs([["date", date]]), el("ul", { class: "items" }, ...said.slice(0, LISTED).map(relationItem)));
}

function showRelation(index) {
  const relation = relations[index];
  openDetail(el("h2", {}, nameLink(relation.subject), ` ${words(typeOf(relation))} `, nameLink(relation.object)), ...relationParts(index), ...edgeParts(relation));
  showSentence(index);
}

const LISTED = 200;
/** All relations from one name to another. */
function showEdge(indices) {
  if (indices.length === 1) { showRelation(indices[0]); return; }
  const first = relations[indices[0]];
  openDetail(
    el("h2", {}, nameLink(first.subject), ` ${words(typeOf(first))} `, nameLink(first.object)),
    el("p", { class: "quiet" }, `said ${indices.length} times`),
    ...indices.slice(0, LISTED).flatMap((index) => [...relationParts(index), el("hr", {})]),
  );
}

function relationItem(index) {
  const relation = relations[index], doc = docs[relation.doc];
  return el("li", {}, el("button", { class: "link", type: "button", on: { click: () => showRelation(index) } }, factOf(relation)), el("span", { class: "quiet" }, ` ${[brief(relation), relation.negated ? "denied" : statusOf(relation), doc.date].filter(Boolean).join(" · ")}`));
}

function showEntity(index) {
  const entity = entities[index], own = byEntity[index];
  const articles = new Set(own.map((i) => relations[i].doc));
  openDetail(
    el("h2", {}, entity.name),
    el("p", {}, badge(entity.type)),
    pairs([["also", entity.aliases.join(" · ")], ...Object.entries(entity.ids), ["relations", String(own.length)], ["articles", String(articles.size)]]),
    el("p", {}, el("button", { type: "button", on: { click: () => { go("graph"); focusOn(index); } } }, "In the graph"), " ", el("button", { type: "button", on: { click: () => { $("search").value = entity.name; filter.text = entity.name; refilter(); } } }, "Search for it")),
    own.length ? el("h2", {}, "Relations") : null,
    el("ul", { class: "items" }, ...own.slice(0, LISTED).map(relationItem)),
    own.length > LISTED ? el("p", { class: "quiet" }, `and ${own.length - LISTED} more: the tables list them all`) : null,
  );
}
