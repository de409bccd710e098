// Views, addresses within the page, keys, tips, theme.
const VIEWS = ["articles", "graph", "timeline", "tables"];

function show(view) {
  for (const name of VIEWS) {
    $(name).hidden = name !== view;
    const tab = $(`tab-${name}`);
    tab.setAttribute("aria-selected", String(name === view));
    tab.tabIndex = name === view ? 0 : -1;
  }
  if (view === "graph" && graph.stale) drawGraph();
  if (view === "timeline") drawTimes();
  if (view === "tables") { if (table.list) fillTable(); else buildTable(); }
  if (view === "articles") { articleList.draw(); if (reading >= 0) articleList.go(articleList.items.indexOf(reading)); }
}

/** Goes to `articles`, `graph`, `timeline`, `tables`, `article/N` or `article/N/RELATION`. */
function go(place) {
  if (location.hash.slice(1) === place) arrive(); else location.hash = place;
}
function arrive() {
  const [view, which, relation] = location.hash.slice(1).split("/");
  if (view === "article" && docs[which]) {
    show("articles");
    if (reading !== Number(which)) read(Number(which));
    $("articles").classList.add("reading");
    if (relations[relation]) showSentence(Number(relation));
  } else show(VIEWS.includes(view) ? view : "articles");
}

function setUpTips() {
  const tip = $("tip");
  const open = (event) => {
    for (let node = event.target; node && node !== document; node = node.parentNode) {
      if (!node.tip) continue;
      tip.textContent = node.tip();
      tip.hidden = false;
      const at = node.getBoundingClientRect(), size = tip.getBoundingClientRect();
      const above = at.top - size.height - 6;
      tip.style.left = `${Math.max(4, Math.min(at.left, innerWidth - size.width - 4))}px`;
      tip.style.top = `${above > 4 ? above : Math.min(at.bottom + 6, innerHeight - size.height - 4)}px`;
      return;
    }
    tip.hidden = true;
  };
  for (const event of ["pointerover", "focusin"]) document.addEventListener(event, open);
  document.addEventListener("scroll", () => { tip.hidden = true; }, { capture: true, passive: true });
}

function setUpTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  const apply = () => {
    const dark = chosen === null ? system.matches : chosen;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    $("theme").textContent = dark ? "Light" : "Dark";
    if (graph.cy) graph.cy.style(graphStyle());
  };
  system.addEventListener("change", apply);
  $("theme").addEventListener("click", () => { chosen = document.documentElement.dataset.theme !== "dark"; apply(); });
  apply();
}

function setUpKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    if (event.key === "Escape") {
      if (event.target === $("search") && $("search").value) { $("search").value = ""; filter.text = ""; refilter(); }
      else closeDetail();
      $("tip").hidden = true;
      return;
    }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const view = VIEWS[Number(event.key) - 1];
    if (event.key === "/") { event.preventDefault(); $("search").focus(); $("search").select(); }
    else if (event.key === "?") $("help").showModal();
    else if (view) { go(view); $(`tab-${view}`).focus(); }
    else if ((event.key === "n" || event.key === "p") && !$("articles").hidden) step(event.key === "n" ? 1 : -1);
  });
  document.querySelector(".tabs").addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const at = VIEWS.findIndex((name) => !$(name).hidden), next = VIEWS[(at + by + VIEWS.length) % VIEWS.length];
    go(next);
    $(`tab-${next}`).focus();
  });
}

/** On paper all rows of a list stand, up to a bound that is said. */
const PRINTED = 2000;
function setUpPrint() {
  const lists = () => [table.list, timeList].filter((list) => list && list.place.offsetParent !== null);
  addEventListener("beforeprint", () => {
    for (const list of lists()) {
      list.draw(Math.min(list.items.length, PRINTED));
      if (list.items.length > PRINTED) list.space.append(el("p", { class: "empty print-note" }, `The first ${PRINTED} of ${list.items.length} rows: filter before printing.`));
    }
  });
  addEventListener("afterprint", () => lists().forEach((list) => list.redraw()));
}

function begin() {
  const named = relations.length ? new Set(relations.flatMap((r) => [r.subject, r.object])).size : 0;
  $("summary").textContent = [many(docs.length, "article"), many(relations.length, "relation"), many(named, "name"), ...data.notes].join(" · ");
  for (const view of VIEWS) $(`tab-${view}`).addEventListener("click", () => go(view === "articles" && reading >= 0 ? `article/${reading}` : view));
  $("help-open").addEventListener("click", () => $("help").showModal());
  setUpTheme(); setUpFilter(); setUpArticles(); setUpGraph(); setUpTimeline(); setUpTables(); setUpTips(); setUpKeys(); setUpPrint();
  refilter();
  addEventListener("hashchange", arrive);
  if (docs.length && !location.hash && innerWidth > 736) { read(0); $("articles").classList.remove("reading"); }
  arrive();
  document.documentElement.dataset.ready = "1";
}
begin();
