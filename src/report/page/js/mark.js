// Text with its mentions and the sentences that say relations marked.

/** The mentions of an article, in the order of the text: five numbers each, the first of them counted
 *  from the end of the mention before. */
function marksOf(doc) {
  const rows = [], flat = doc.marks || [];
  for (let i = 0, at = 0; i + 4 < flat.length; i += 5) {
    const start = at + flat[i], end = start + flat[i + 1];
    rows.push({ start, end, type: data.mentions[flat[i + 2]], entity: flat[i + 3], source: data.sources[flat[i + 4]] });
    at = end;
  }
  return rows;
}

function mention(mark, text) {
  const value = ["money", "percent", "number"].includes(mark.type);
  const span = el("span", { class: `m t-${value ? "value" : mark.type}` }, text);
  const known = mark.entity >= 0;
  if (known) span.dataset.entity = mark.entity;
  span.tip = () => [`${mark.type}${known && nameOf(mark.entity) !== text ? `: ${nameOf(mark.entity)}` : ""}`, mark.source ? `found by ${mark.source}` : null, known && byEntity[mark.entity].length ? many(byEntity[mark.entity].length, "relation") : null].filter(Boolean).join("\n");
  return span;
}

/** Adds `text[from..to]` with its marks to a node. */
function addMarked(node, text, from, to, marks) {
  let at = from;
  for (const mark of marks) {
    if (mark.start < at || mark.end > to) continue;
    node.append(text.slice(at, mark.start), mention(mark, text.slice(mark.start, mark.end)));
    at = mark.end;
  }
  node.append(text.slice(at, to));
}

/** The chip that names a relation behind its sentence. */
function chip(index) {
  const relation = relations[index];
  const button = el("button", { type: "button", "data-relation": index, class: relation.negated ? "denied" : null, "aria-label": factOf(relation) }, words(typeOf(relation)));
  button.tip = () => [factOf(relation), brief(relation), `${relation.negated ? "denied, " : ""}${statusOf(relation)}${relation.hedged ? ", hedged" : ""}`, `rule ${data.rules[relation.rule]}, confidence ${relation.confidence}`].filter(Boolean).join("\n");
  button.addEventListener("click", () => showRelation(index));
  return button;
}

/** Sentences of relations, those that overlap as one, each with its relations. */
function sentences(indices) {
  const spans = [];
  const ordered = [...indices].sort((a, b) => relations[a].start - relations[b].start || relations[b].end - relations[a].end);
  for (const index of ordered) {
    const { start, end } = relations[index], last = spans[spans.length - 1];
    if (last && start < last.end) { last.end = Math.max(last.end, end); last.relations.push(index); }
    else spans.push({ start, end, relations: [index] });
  }
  return spans;
}

function sentence(span, text, marks) {
  const node = el("span", { class: "ev", "data-relations": span.relations.join(" ") });
  addMarked(node, text, span.start, span.end, marks);
  return [node, el("span", { class: "said" }, " ", ...span.relations.map(chip))];
}

/** A whole article. Linear in its text. */
function marked(doc, indices) {
  const node = el("div", { class: "text" }), text = doc.text, marks = marksOf(doc);
  let at = 0, next = 0;
  const upTo = (end) => {
    const first = next;
    while (next < marks.length && marks[next].start < end) next++;
    return marks.slice(first, next);
  };
  for (const span of sentences(indices)) {
    addMarked(node, text, at, span.start, upTo(span.start));
    node.append(...sentence(span, text, upTo(span.end)));
    at = span.end;
  }
  addMarked(node, text, at, text.length, upTo(Infinity));
  return node;
}

/** The words of a relation's sentence with its subject and object marked. */
function quoted(relation) {
  const text = sentenceOf(relation), node = el("blockquote", {});
  const ends = [["subject", relation.subject_at], ["object", relation.object_at]]
    .filter(([, place]) => place && place[0] >= 0 && place[1] <= text.length)
    .sort((a, b) => a[1][0] - b[1][0]);
  let at = 0;
  for (const [role, [start, end]] of ends) {
    if (start < at) continue;
    node.append(text.slice(at, start), el("span", { class: `m ${role} t-${entities[relation[role]].type}` }, text.slice(start, end)));
    at = end;
  }
  node.append(text.slice(at));
  return node;
}

/** Marks what was searched for, without touching the text. */
function markSearch(node) {
  if (!window.CSS || !CSS.highlights || !window.Highlight) return;
  CSS.highlights.delete("search");
  const terms = filter.text.toLowerCase().split(/\s+/).filter((term) => term.length > 1);
  if (!terms.length) return;
  const found = new Highlight(), walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let part; (part = walker.nextNode());) {
    const text = part.data.toLowerCase();
    if (text.length !== part.data.length) continue;
    for (const term of terms) {
      for (let i = text.indexOf(term); i >= 0; i = text.indexOf(term, i + term.length)) {
        const range = new Range();
        range.setStart(part, i); range.setEnd(part, i + term.length);
        found.add(range);
      }
    }
  }
  CSS.highlights.set("search", found);
}
