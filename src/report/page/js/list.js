// A list of any length, of which only the rows in sight are made.
class List {
  /** `row(item)` gives the children of a row; `open(item)` is called for a chosen one. */
  constructor(place, { height, row, open, empty, label }) {
    Object.assign(this, { place, height, row, open, empty, items: [], at: -1, made: new Map() });
    this.space = el("div", { class: "space", role: "presentation" });
    place.tabIndex = 0;
    place.setAttribute("role", "listbox");
    if (label) place.setAttribute("aria-label", label);
    place.replaceChildren(this.space);
    place.addEventListener("scroll", () => this.draw(), { passive: true });
    place.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.draw()).observe(place);
  }
  set(items) {
    this.items = items;
    this.at = -1;
    this.place.scrollTop = 0;
    this.redraw();
  }
  redraw() {
    this.space.style.height = `${this.items.length * this.height}px`;
    this.space.replaceChildren();
    this.made.clear();
    this.place.removeAttribute("aria-activedescendant");
    if (!this.items.length) this.space.append(el("p", { class: "empty" }, this.empty || "Nothing here passes the filter."));
    this.draw();
  }
  draw(all) {
    const first = all ? 0 : Math.max(0, Math.floor(this.place.scrollTop / this.height) - 4);
    const last = Math.min(this.items.length, all || Math.ceil((this.place.scrollTop + this.place.clientHeight) / this.height) + 4);
    for (const [index, node] of this.made) if (index < first || index >= last) { node.remove(); this.made.delete(index); }
    for (let index = first; index < last; index++) if (!this.made.has(index)) this.make(index);
  }
  make(index) {
    const node = el("div", { class: "row", role: "option", id: `${this.place.id}-${index}`, "aria-setsize": this.items.length, "aria-posinset": index + 1, "aria-selected": String(index === this.at) }, ...this.row(this.items[index]));
    node.classList.toggle("at", index === this.at);
    node.style.height = `${this.height}px`;
    node.style.transform = `translateY(${index * this.height}px)`;
    node.addEventListener("click", () => { this.go(index); this.open(this.items[index]); });
    this.made.set(index, node);
    this.space.append(node);
  }
  /** Moves to a row and brings it into sight. */
  go(index) {
    if (index < 0 || index >= this.items.length) return;
    const before = this.made.get(this.at);
    if (before) { before.classList.remove("at"); before.setAttribute("aria-selected", "false"); }
    this.at = index;
    const top = index * this.height;
    if (top < this.place.scrollTop) this.place.scrollTop = top;
    else if (top + this.height > this.place.scrollTop + this.place.clientHeight) this.place.scrollTop = top + this.height - this.place.clientHeight;
    this.draw();
    const node = this.made.get(index);
    if (node) { node.classList.add("at"); node.setAttribute("aria-selected", "true"); this.place.setAttribute("aria-activedescendant", node.id); }
  }
  key(event) {
    const page = Math.max(1, Math.floor(this.place.clientHeight / this.height) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in steps) {
      event.preventDefault();
      this.go(Math.min(this.items.length - 1, Math.max(0, this.at + steps[event.key])));
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.open(this.items[this.at]);
    }
  }
}
