// The same as tables. They are in the page as text; here they are sorted, searched and put into another language.
const MOST_ROWS = 1000;
const AT_ONCE = 100; // rows that a browser lays out without a pause; more come on demand, and all on paper
const tables = {}; // by name: { table, all, sorted: { column, down }, text, rows, shown }

function startTables() {
  for (const table of document.querySelectorAll("table[data-rows]")) {
    const name = table.dataset.rows;
    tables[name] = { table, all: rowsOf(name), sorted: null, text: "" };
    tables[name].rows = tables[name].all;
    for (const late of [...table.tBodies[0].rows].slice(AT_ONCE)) late.remove();
    offerMore(name, AT_ONCE);
    for (const told of table.querySelectorAll("span[data-relation]")) told.replaceWith(button(told.textContent, null, { class: "link", "data-relation": told.dataset.relation }));
    for (const told of table.querySelectorAll("bdi[data-thing]")) told.replaceWith(button(bdi(told.textContent), null, { class: "link", "data-thing": told.dataset.thing }));
    for (const head of table.querySelectorAll("th[data-sort]")) {
      const sort = button("", null, { class: "sort" });
      sort.append(...head.childNodes);
      head.append(sort);
      sort.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.querySelectorAll("th[data-sort]")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        tables[name].sorted = { column: head.dataset.sort, down };
        fill(name);
      });
    }
    table.addEventListener("click", (event) => {
      const told = event.target.closest("button[data-relation], button[data-thing]");
      if (!told) return;
      if (told.dataset.relation) act.reachLine(Number(told.dataset.relation));
      else act.reach(Number(told.dataset.thing));
      panel.focus({ preventScroll: true });
      (innerWidth > 900 ? byId("network") : panel).scrollIntoView();
    });
  }
  document.documentElement.classList.add("whole");
  let waiting = 0;
  byId("table-search").addEventListener("input", ({ target: box }) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { for (const name of Object.keys(tables)) { tables[name].text = fold(box.value); fill(name); } }, 120);
  });
}
function rowsOf(name) {
  const every = (many, keep) => Array.from({ length: many }, (_, k) => k).filter(keep);
  if (name === "relations") return every(links, () => true).sort((a, b) => relations.sources[b] - relations.sources[a] || relations.confidence[b] - relations.confidence[a] || a - b);
  return every(size, (i) => things.institution[i] === Number(name === "institutions"));
}
const SORTS = {
  name: (i) => things.name[i], type: (i) => typeLabel(type(i)), also: (i) => alsoOf(i).join("; "), connections: (i) => things.degree[i], sources: (i) => things.sources[i],
  subject: (n) => things.name[relations.subject[n]], predicate: (n) => predicateLabel(predicate(n)),
  object: (n) => (relations.object[n] < 0 ? fieldLabel(field(n)) : things.name[relations.object[n]]),
  status: (n) => (status(n) ? statusLabel(status(n)) : ""), date: (n) => first(n) || last(n), support: (n) => relations.sources[n] * 1000 + relations.confidence[n],
};
const alsoOf = (i) => [...new Set(evidence.names[i].map(([, name]) => name))].filter((name) => name !== things.name[i]);
function textOf(name, k) {
  if (name !== "relations") { index(); return keys.slice(keyStarts[k], keyStarts[k + 1]); }
  return fold([SORTS.subject(k), SORTS.predicate(k), SORTS.object(k), SORTS.status(k), ...evidence.claims[k].flatMap((claim) => claim[6].map(([, quote]) => evidence.quotes[quote]))].join(" "));
}
// Write the rows of a table anew: those that hold the text, in the wanted order, a thousand at most.
function fill(name) {
  const { table, all, sorted, text } = tables[name];
  let rows = text ? all.filter((k) => text.split(" ").every((part) => textOf(name, k).includes(part))) : all;
  if (sorted) {
    const value = SORTS[sorted.column];
    const collate = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    const keyed = rows.map((k) => [value(k), k]);
    keyed.sort(([a, j], [b, k]) => (a === b ? j - k : a === "" ? 1 : b === "" ? -1 : (typeof a === "number" ? a - b : collate(a, b)) * (sorted.down ? -1 : 1)));
    rows = keyed.map(([, k]) => k);
  }
  tables[name].rows = rows;
  table.tBodies[0].replaceChildren();
  append(name, AT_ONCE);
  const note = byId(`${name}-note`);
  note.hidden = !text && rows.length <= MOST_ROWS;
  note.textContent = say(text ? "rows_found" : name === "relations" ? "partial_relations" : "partial_things", { shown: Math.min(rows.length, MOST_ROWS), all: text ? rows.length : all.length });
  if (text) announce(say("rows_found", { shown: Math.min(rows.length, MOST_ROWS), all: rows.length }));
}
// Write the next rows, up to `upTo`, and offer the rest.
function append(name, upTo) {
  const { table, rows } = tables[name];
  const write = name === "relations" ? relationRow : thingRow;
  const [body] = table.tBodies;
  body.append(...rows.slice(body.rows.length, Math.min(upTo, MOST_ROWS)).map(write));
  offerMore(name, upTo);
}
function offerMore(name, upTo) {
  const { table, rows } = tables[name];
  const left = Math.min(rows.length, MOST_ROWS) - upTo;
  table.parentElement.querySelector(".more-rows")?.remove();
  if (left > 0) table.after(button(say("more", { n: left }), () => append(name, upTo + 300), { class: "link more-rows" }));
}
// Every row with all of its evidence, as paper wants them.
function appendAll() {
  for (const name of Object.keys(tables)) append(name, MOST_ROWS);
  for (const rest of document.querySelectorAll("table.relations details")) {
    rest.dispatchEvent(new Event("toggle"));
    rest.open = true;
  }
}
function thingRow(i) {
  const names = make("td");
  alsoOf(i).forEach((name, k) => names.append(k ? "; " : "", bdi(name.length > 160 ? `${name.slice(0, 159)}…` : name)));
  return make("tr", {}, make("th", { scope: "row" }, make("button", { type: "button", class: "link", "data-thing": i }, named(i))), make("td", { class: "type" }, typeLabel(type(i))), names,
    make("td", { class: "number", "data-label": words.connections }, String(things.degree[i])), make("td", { class: "number", "data-label": words.sources }, String(things.sources[i])));
}
function relationRow(n) {
  const proof = make("td");
  const made = claimsOf(n).flatMap((claim) => claim.passages.map((passage) => () => {
    const caption = make("figcaption");
    if (claim.role) caption.append(make("bdi", { class: "role" }, claim.role), ". ");
    return make("figure", { class: "evidence" }, make("blockquote", {}, bdi(passage.quote)), cite(caption, passage.source));
  }));
  for (const item of made.slice(0, 2)) proof.append(item());
  if (made.length > 2) {
    const rest = make("details", {}, make("summary", {}, say("more", { n: made.length - 2 })));
    rest.addEventListener("toggle", () => { if (rest.children.length === 1) rest.append(...made.slice(2).map((item) => item())); }, { once: true });
    proof.append(rest);
  }
  return make("tr", {}, make("th", { scope: "row" }, named(relations.subject[n])), make("td", {}, make("button", { type: "button", class: "link", "data-relation": n }, predicateLabel(predicate(n)))),
    make("td", {}, target(n)), make("td", {}, statusMark(status(n))), make("td", { class: "date" }, period(first(n), last(n))), proof);
}
