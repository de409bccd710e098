// The data of the page, and short ways through it. Text is only ever set as text.
const data = JSON.parse(document.getElementById("data").textContent);
const { entities, docs, relations, times } = data;
for (const entity of entities) { entity.aliases ||= []; entity.ids ||= {}; }
const $ = (id) => document.getElementById(id);

/** An element with attributes and children; strings become text nodes. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more || one + "s"}`;
const words = (name) => name.replaceAll("_", " ");

/** A link to the web, or plain text where the address is of another kind. */
function link(address, text) {
  const web = /^https?:\/\//i.test(address || "");
  return web ? el("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, text) : el("span", {}, text);
}

const nameOf = (entity) => entities[entity].name;
const titleOf = (doc) => doc.title || doc.id;
const typeOf = (relation) => data.types[relation.type];
const statusOf = (relation) => data.statuses[relation.status];
const factOf = (relation) => `${nameOf(relation.subject)} — ${words(typeOf(relation))} — ${nameOf(relation.object)}`;

/** The sentence behind a relation; it is kept once, in the article, where that is there. */
function sentenceOf(relation) {
  if (relation.sentence !== undefined) return relation.sentence;
  return docs[relation.doc].text.slice(relation.start, relation.end);
}

const percent = (number) => `${+number.toFixed(4)} %`;
function shareOf(share) {
  const about = share.approximate ? "about " : "";
  if (share.exact !== null) return about + percent(share.exact);
  const low = share.min === null ? null : `${share.exclusive_min ? "more than" : "at least"} ${percent(share.min)}`;
  const high = share.max === null ? null : `${share.exclusive_max ? "less than" : "at most"} ${percent(share.max)}`;
  return about + [low, high].filter(Boolean).join(", ");
}
function attributeOf(key, value) {
  if (typeof value !== "object") return String(value);
  if ("literal" in value) return `${shareOf(value)} (“${value.literal}”)`;
  if ("currency" in value) return `${value.currency || ""} ${value.value === null ? "" : value.value.toLocaleString("en")}`.trim();
  if ("name" in value) return value.name;
  if ("kind" in value) {
    const parts = [["from", value.from], ["to", value.to], ["by", value.by]].filter(([, n]) => n !== null && n !== undefined);
    return [value.kind, ...parts.map(([name, n]) => `${name} ${percent(n)}`)].join(" ");
  }
  return JSON.stringify(value);
}
/** Share, money, role, date … of a relation in a few words. */
function brief(relation) {
  const parts = [];
  for (const [key, value] of Object.entries(relation.attributes)) {
    if (key === "share") parts.push(shareOf(value));
    else parts.push(attributeOf(key, value));
  }
  return parts.join(", ");
}

// What merging adds: days and outlets of each edge, and what does not fit together.
const contradictions = data.contradictions || [];
const ofEdge = (data.edges || []).map(() => []);
const against = (data.edges || []).map(() => []);
relations.forEach((relation, index) => { if (relation.edge !== undefined) ofEdge[relation.edge].push(index); });
contradictions.forEach((found, index) => { for (const edge of found.edges) against[edge].push(index); });

// What is looked up often.
const byDoc = docs.map(() => []);
const byEntity = entities.map(() => []);
relations.forEach((relation, index) => {
  byDoc[relation.doc].push(index);
  byEntity[relation.subject].push(index);
  if (relation.object !== relation.subject) byEntity[relation.object].push(index);
});
