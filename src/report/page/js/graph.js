// The graph: the names with most relations among what is shown, or the neighbours of one.
const graph = { cy: null, centre: -1, stale: true, edges: new Map() };
const SHAPES = { organization: "round-rectangle", person: "ellipse", place: "diamond" };
const VALUES = new Set(["date", "number", "name"]);
const inGraph = (entity) => !VALUES.has(entities[entity].type);

/** What the graph shows: nodes with their weight, edges with the relations behind them. */
function subgraph() {
  const weight = new Map(), near = new Map();
  const joined = shown.relations.filter((i) => inGraph(relations[i].subject) && inGraph(relations[i].object));
  for (const i of joined) {
    for (const [a, b] of [[relations[i].subject, relations[i].object], [relations[i].object, relations[i].subject]]) {
      weight.set(a, (weight.get(a) || 0) + 1);
      if (!near.has(a)) near.set(a, new Set());
      near.get(a).add(b);
    }
  }
  const top = Number($("graph-top").value);
  let chosen = [...weight.keys()];
  if (graph.centre >= 0) {
    const reached = new Set([graph.centre]);
    let edge = [graph.centre];
    for (let step = 0; step < Number($("graph-steps").value); step++) {
      edge = edge.flatMap((node) => [...(near.get(node) || [])]).filter((node) => !reached.has(node) && reached.add(node));
    }
    chosen = [...reached];
  }
  const rank = (a) => (a === graph.centre ? Infinity : weight.get(a) || 0);
  chosen.sort((a, b) => rank(b) - rank(a) || a - b);
  const all = chosen.length;
  // The heaviest name with its neighbours, then the next: names that stand alone would say nothing.
  const inside = new Set();
  for (const name of chosen) {
    if (inside.size >= top) break;
    const around = [...(near.get(name) || [])].filter((other) => !inside.has(other)).sort((a, b) => rank(b) - rank(a) || a - b);
    inside.add(name);
    for (const other of around) if (inside.size < top && (graph.centre < 0 || chosen.includes(other))) inside.add(other);
  }
  chosen = chosen.filter((name) => inside.has(name));
  const edges = new Map();
  for (const i of joined) {
    const { subject, object, type, negated } = relations[i];
    if (!inside.has(subject) || !inside.has(object)) continue;
    const key = `${subject} ${object} ${type} ${negated ? 1 : 0}`;
    if (!edges.has(key)) edges.set(key, []);
    edges.get(key).push(i);
  }
  return { chosen, edges, weight, all };
}

function graphStyle() {
  const css = getComputedStyle(document.documentElement), colour = (name) => css.getPropertyValue(`--${name}`).trim();
  return [
    { selector: "node", style: { label: "data(label)", width: "data(size)", height: "data(size)", "background-color": colour("quiet"), color: colour("ink"), "font-size": innerWidth < 736 ? 24 : 11, "font-family": "system-ui, sans-serif", "text-wrap": "ellipsis", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 3, "text-background-color": colour("paper"), "text-background-opacity": 0.75, "min-zoomed-font-size": 6 } },
    ...Object.entries(SHAPES).map(([type, shape]) => ({ selector: `node[type = "${type}"]`, style: { shape, "background-color": colour(type) } })),
    { selector: "edge", style: { width: "data(width)", "curve-style": "bezier", "line-color": colour("quiet"), "target-arrow-color": colour("quiet"), "target-arrow-shape": "triangle", "arrow-scale": 0.9, opacity: 0.7, label: "data(label)", "font-size": 9, color: colour("ink"), "text-rotation": "autorotate", "text-background-color": colour("paper"), "text-background-opacity": 0.8, "min-zoomed-font-size": 9 } },
    { selector: 'edge[look = "planned"]', style: { "line-style": "dashed" } },
    { selector: 'edge[look = "ended"]', style: { "line-style": "dotted" } },
    { selector: "edge[?denied]", style: { "line-color": colour("bad"), "target-arrow-color": colour("bad") } },
    { selector: ".far", style: { opacity: 0.15 } },
    { selector: ".near", style: { opacity: 1 } },
    { selector: "node:selected, node.centre", style: { "border-width": 4, "border-color": colour("found") } },
    { selector: "edge:selected", style: { "line-color": colour("accent"), "target-arrow-color": colour("accent"), opacity: 1 } },
  ];
}

const LOOKS = { actual: "actual", agreed: "planned", planned: "planned", cancelled: "ended", ended: "ended" };
function elements({ chosen, edges, weight }) {
  const nodes = chosen.map((entity, i) => {
    // A spiral: the layout starts from the same places every time.
    const turn = i * 2.4, far = 40 * Math.sqrt(i + 1);
    return { group: "nodes", data: { id: `n${entity}`, entity, label: nameOf(entity), type: entities[entity].type, size: 14 + 6 * Math.sqrt(weight.get(entity) || 1) }, position: { x: far * Math.cos(turn), y: far * Math.sin(turn) }, classes: entity === graph.centre ? "centre" : "" };
  });
  const lines = [...edges].map(([key, indices], i) => {
    const [subject, object, type, denied] = key.split(" ").map(Number);
    const last = relations[indices[indices.length - 1]];
    const share = last.attributes.share ? ` ${shareOf(last.attributes.share)}` : "";
    return { group: "edges", data: { id: `e${i}`, key, source: `n${subject}`, target: `n${object}`, label: words(data.types[type]) + share, look: LOOKS[statusOf(last)] || "actual", denied: denied === 1, width: 1.2 + Math.log2(indices.length) } };
  });
  return [...nodes, ...lines];
}

function drawGraph() {
  if ($("graph").hidden) { graph.stale = true; return; }
  graph.stale = false;
  const part = subgraph();
  graph.edges = part.edges;
  const left = part.all - part.chosen.length;
  $("graph-note").textContent = `${graph.centre >= 0 ? `Around ${nameOf(graph.centre)}: ` : ""}${many(part.chosen.length, "name")}, ${many(part.edges.size, "edge")}${left > 0 ? `; ${many(left, "name")} left out: choose more, search or filter` : ""}`;
  $("graph-all").hidden = graph.centre < 0;
  if (!graph.cy) {
    graph.cy = cytoscape({ container: $("canvas"), style: graphStyle(), minZoom: 0.05, maxZoom: 5 });
    graph.cy.on("tap", "edge", (event) => showEdge(graph.edges.get(event.target.data("key"))));
    graph.cy.on("tap", "node", (event) => { lightUp(event.target); showEntity(event.target.data("entity")); });
    graph.cy.on("dbltap", "node", (event) => focusOn(event.target.data("entity")));
    graph.cy.on("tap", (event) => { if (event.target === graph.cy) graph.cy.elements().removeClass("far near"); });
    new ResizeObserver(() => graph.cy.resize()).observe($("canvas"));
  }
  graph.cy.elements().remove();
  graph.cy.add(elements(part));
  graph.cy.layout({ name: "cose", animate: false, randomize: false, fit: true, padding: 30, nodeRepulsion: () => 9000, idealEdgeLength: () => 90, nodeOverlap: 12, numIter: part.chosen.length > 120 ? 350 : 700, componentSpacing: 60 }).run();
}

function lightUp(node) {
  graph.cy.elements().addClass("far").removeClass("near");
  node.closedNeighborhood().removeClass("far").addClass("near");
}

/** Shows one name with its neighbours. */
function focusOn(entity) {
  graph.centre = entity;
  drawGraph();
  if (entity >= 0 && graph.cy) graph.cy.$id(`n${entity}`).select();
}

function setUpGraph() {
  if (innerWidth < 736) $("graph-top").value = "25";
  watchers.push(() => { graph.stale = true; drawGraph(); });
  const byName = new Map(entities.map((entity, i) => [entity.name, i]).reverse());
  $("graph-find").addEventListener("input", () => {
    const part = fold($("graph-find").value);
    const hits = part.length < 2 ? [] : entities.map((_, i) => i).filter((i) => inGraph(i) && fold(nameOf(i)).includes(part)).sort((a, b) => byEntity[b].length - byEntity[a].length).slice(0, 12);
    $("graph-names").replaceChildren(...hits.map((i) => el("option", { value: nameOf(i) })));
  });
  $("graph-find").addEventListener("change", () => {
    const written = $("graph-find").value, part = fold(written);
    if (!part) { focusOn(-1); return; }
    const hit = byName.has(written) ? byName.get(written) : entities.findIndex((entity, i) => inGraph(i) && fold(entity.name).includes(part));
    if (hit >= 0) { focusOn(hit); showEntity(hit); } else $("graph-note").textContent = `No name holds “${written}”.`;
  });
  for (const id of ["graph-top", "graph-steps"]) $(id).addEventListener("change", drawGraph);
  $("graph-all").addEventListener("click", () => { $("graph-find").value = ""; focusOn(-1); });
  const zoom = (factor) => graph.cy && graph.cy.zoom({ level: graph.cy.zoom() * factor, renderedPosition: { x: graph.cy.width() / 2, y: graph.cy.height() / 2 } });
  $("graph-fit").addEventListener("click", () => graph.cy && graph.cy.fit(undefined, 30));
  $("graph-in").addEventListener("click", () => zoom(1.3));
  $("graph-out").addEventListener("click", () => zoom(1 / 1.3));
  $("canvas").addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (moves && graph.cy) { event.preventDefault(); graph.cy.panBy({ x: moves[0], y: moves[1] }); }
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
  });
}
