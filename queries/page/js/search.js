// Search in all written forms of all names, with or without their marks.
let keys = null; // one long text: names and other forms of each thing, folded, a line each
let keyStarts = null;
let gathering = null; // what is being made of it

function* gather(formsOf) {
  const lines = [];
  const starts = new Int32Array(size + 1);
  let length = 0;
  for (let i = 0; i < size; i += 1) {
    const text = `\t${[...new Set(formsOf(i).map(fold))].join("\t")}\t\n`;
    starts[i] = length;
    length += text.length;
    lines.push(text);
    if (i % 500 === 0) yield;
  }
  starts[size] = length;
  [keys, keyStarts, gathering] = [lines.join(""), starts, null];
}
// The names that the picture shows come first; their other forms once the evidence is there.
function gatherIdly() {
  const mine = gather(evidence ? (i) => [things.name[i], ...evidence.names[i].map(([, name]) => name)] : (i) => [things.name[i]]);
  gathering = mine;
  idly(mine, () => gathering === mine);
}
// Who searches before the first index is there does not wait for idle moments.
function index() {
  while (!keys && !gathering.next().done);
}
function thingAt(place) {
  let [low, high] = [0, size];
  while (low + 1 < high) { const middle = (low + high) >> 1; if (keyStarts[middle] <= place) low = middle; else high = middle; }
  return low;
}
// The things whose names hold all words of the text: named so first, then beginning so, then the best connected.
function findThings(text, most) {
  index();
  const wanted = fold(text);
  if (!wanted) return [];
  const parts = wanted.split(" ").sort((a, b) => b.length - a.length);
  const ranked = [[], [], [], []];
  const enough = most * 20;
  let [from, tried] = [0, 0];
  for (let place = keys.indexOf(parts[0]); place >= 0 && tried < enough; place = keys.indexOf(parts[0], from)) {
    const i = thingAt(place);
    from = keyStarts[i + 1];
    const key = keys.slice(keyStarts[i], from);
    if (!parts.every((part) => key.includes(part))) continue;
    tried += 1;
    ranked[key.includes(`\t${wanted}\t`) ? 0 : key.includes(`\t${wanted}`) ? 1 : key.includes(` ${wanted}`) || key.includes(wanted) ? 2 : 3].push(i);
  }
  for (const exact of [`\t${wanted}\t`, `\t${wanted}`]) { // also beyond those that were tried
    let after = from;
    for (let place = keys.indexOf(exact, after); place >= 0 && ranked[0].length < most; place = keys.indexOf(exact, after)) {
      const i = thingAt(place);
      ranked[exact.endsWith("\t") ? 0 : 1].push(i);
      after = keyStarts[i + 1];
      if (ranked[1].length > most) break;
    }
  }
  return [...new Set(ranked.flat())].slice(0, most);
}

function startSearch() {
  const box = byId("search");
  const found = byId("found");
  let hits = [];
  let chosen = -1;
  function look() {
    const wanted = box.value.trim();
    hits = findThings(wanted, 12);
    chosen = hits.length ? 0 : -1;
    found.replaceChildren(...hits.map((i, n) => make("li", { role: "option", id: `found-${n}`, "data-thing": i }, icon(type(i)),
      make("span", {}, named(i), make("small", {}, `${typeLabel(type(i))}${matched(i, wanted)}`)))));
    if (wanted && !hits.length) found.append(make("li", { role: "option", "aria-disabled": "true" }, words.nothing_found));
    found.hidden = !wanted;
    box.setAttribute("aria-expanded", String(!found.hidden));
    mark();
  }
  // The written form that was found, where it is not the one that is shown.
  function matched(i, wanted) {
    if (!evidence || fold(things.name[i]).includes(fold(wanted))) return "";
    const form = evidence.names[i].map(([, name]) => name).find((name) => fold(name).includes(fold(wanted)));
    return form ? ` · ${undirected(form).slice(0, 80)}` : "";
  }
  function mark() {
    [...found.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    if (chosen >= 0) {
      box.setAttribute("aria-activedescendant", `found-${chosen}`);
      found.children[chosen].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }
  function hide() {
    found.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  function take(i) {
    hide();
    box.value = things.name[i];
    act.reach(i);
  }
  box.addEventListener("input", look);
  box.addEventListener("focus", () => { if (box.value) look(); });
  box.addEventListener("blur", () => setTimeout(() => document.activeElement !== box && hide(), 150)); // who came back goes on
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    else if (event.key === "Enter" && chosen >= 0 && !found.hidden) take(hits[chosen]);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!hits.length) return;
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      mark();
    } else return;
    event.preventDefault();
  });
  found.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-thing]");
    event.preventDefault();
    if (item) take(Number(item.dataset.thing));
  });
}
