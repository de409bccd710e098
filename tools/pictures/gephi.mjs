// Draws the twelve largest groups of a GEXF file as Gephi does: ForceAtlas 2, colour by type, size by degree.
// node gephi.mjs GRAPH.gexf PICTURE.png
import { readFileSync } from "node:fs";
import gexf from "graphology-gexf";
import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { photograph } from "./page.mjs";

const [from, to] = process.argv.slice(2);
const graph = gexf.parse(MultiDirectedGraph, readFileSync(from, "utf8"));
const [columns, rows, cell] = [4, 3, { width: 330, height: 250, margin: 34 }];
const [width, height] = [columns * cell.width, rows * cell.height];
const at = new Map();
components(graph).forEach((part, n) => {
  if (n >= columns * rows) return part.forEach((node) => graph.dropNode(node));
  const group = new MultiDirectedGraph();
  // The same picture in every run: a spiral to begin with.
  part.forEach((node, i) => group.addNode(node, { x: Math.sqrt(i) * Math.cos(2.4 * i), y: Math.sqrt(i) * Math.sin(2.4 * i) }));
  part.forEach((node) => graph.forEachOutEdge(node, (_, __, from, to) => group.addDirectedEdge(from, to)));
  forceAtlas2.assign(group, { iterations: 2000, settings: { gravity: 1, scalingRatio: 10, slowDown: 5 } });
  const scale = (key, size, corner) => {
    const all = group.mapNodes((_, a) => a[key]);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return (value) => corner + cell.margin + ((value - low) / (high - low || 1)) * (size - 2 * cell.margin);
  };
  const x = scale("x", cell.width, (n % columns) * cell.width);
  const y = scale("y", cell.height, Math.floor(n / columns) * cell.height);
  group.forEachNode((node, a) => at.set(node, { x: x(a.x), y: y(a.y), r: 2.5 + 1.6 * Math.sqrt(graph.degree(node)) }));
});
const nodes = graph.mapNodes((id, a) => ({ id, ...a, degree: graph.degree(id) }));
const colour = { organization: "#3b6fb6", person: "#c4572f", place: "#5a8f3d" };
const text = (s) => s.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
const lines = graph.mapEdges((_, a, source, target) => {
  const [p, q] = [at.get(source), at.get(target)];
  const bend = [(p.x + q.x) / 2 + (q.y - p.y) / 8, (p.y + q.y) / 2 - (q.x - p.x) / 8];
  return `<path d="M${p.x},${p.y} Q${bend} ${q.x},${q.y}" class="${a.relation ?? a.label}"/>`;
});
const taken = [];
const names = nodes.toSorted((a, b) => b.degree - a.degree).slice(0, 90).flatMap((n) => {
  const p = at.get(n.id);
  const box = [p.x - 3.1 * n.label.length, p.y - p.r - 15, p.x + 3.1 * n.label.length, p.y - p.r];
  if (box[0] < 2 || box[2] > width - 2 || taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) return [];
  taken.push(box);
  return [`<text x="${p.x}" y="${p.y - p.r - 4}">${text(n.label)}</text>`];
});
const circles = nodes.map((n) => { const p = at.get(n.id); return `<circle cx="${p.x}" cy="${p.y}" r="${p.r}" fill="${colour[n.type] ?? "#888"}"/>`; });
const style = `body{margin:0;background:#fff}path{fill:none;stroke:#9aa;stroke-opacity:.5}path.owns,path.acquires{stroke:#3b6fb6;stroke-opacity:.7;stroke-width:1.4}
text{font:11px "DejaVu Sans",sans-serif;text-anchor:middle;fill:#222;paint-order:stroke;stroke:#fff;stroke-width:3px}circle{stroke:#fff}`;
await photograph(`<style>${style}</style><svg width="${width}" height="${height}">${lines.join("")}${circles.join("")}${names.join("")}</svg>`, { width, height }, to);

/** Nodes that are linked with one another, large groups first. */
function components(graph) {
  const [all, known] = [[], new Set()];
  for (const first of graph.nodes()) {
    if (known.has(first)) continue;
    const part = new Set([first]);
    for (const node of part) graph.forEachNeighbor(node, (other) => part.add(other));
    for (const node of part) known.add(node);
    all.push([...part]);
  }
  return all.toSorted((a, b) => b.length - a.length);
}
