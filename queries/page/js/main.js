// How all of it works together.
const frame = byId("picture");
let picture = null;
let pathStart = null;
let hovered = null;

function overlays() {
  const { left, top } = frame.getBoundingClientRect();
  return [...frame.parentElement.querySelectorAll(".zoom, .lines")].filter((element) => element.offsetParent).map((element) => {
    const box = element.getBoundingClientRect();
    return { own: -1, x: box.left - left, y: box.top - top, w: box.width, h: box.height };
  });
}
// What is lit up: what the pointer is on, else what the panel tells.
function light() {
  const around = (i) => {
    const lines = [...relationsOf(i)].filter((n) => shown.edge[n]);
    return { first: [i], nodes: [i, ...lines.map((n) => otherEnd(n, i))], lines };
  };
  const ends = (n) => [relations.subject[n], relations.object[n]].filter((i) => i >= 0);
  if (hovered !== null && shown.node[hovered]) picture.light(around(hovered));
  else if (state.line !== null) picture.light({ first: ends(state.line), nodes: ends(state.line), lines: [state.line], strong: true });
  else if (state.node !== null && shown.node[state.node]) picture.light(around(state.node));
  else picture.light(null);
}
let writing = 0;
let written = "";
function writeAddress() {
  clearTimeout(writing);
  writing = setTimeout(() => {
    const next = address(moved ? picture.view() : null);
    if (next === written) return;
    written = next;
    history.replaceState(null, "", next ? `#${next}` : location.pathname + location.search);
  }, 250);
}
let moved = false; // by hand: only then the address tells the view

const box = (nodes) => nodes.reduce((b, i) => [Math.min(b[0], X[i]), Math.min(b[1], Y[i]), Math.max(b[2], X[i]), Math.max(b[3], Y[i])], [Infinity, Infinity, -Infinity, -Infinity]);
// Labels keep their size, so they take a margin of the frame; the key to the lines lies over its lower edge, and the
// buttons over its upper one, which costs room only where a node would lie under them.
function fitted(nodes) {
  const [wide, high] = picture.size();
  const [left, top, right, bottom] = box(nodes);
  const [side, foot] = [Math.min(72, wide / 6), 56];
  const buttons = overlays().find((other) => other.y < 60) || { x: wide, y: 0, w: 0, h: 0 };
  for (const head of [26, buttons.y + buttons.h + 26]) {
    const scale = Math.min((wide - 2 * side) / Math.max(right - left, 1), (high - head - foot) / Math.max(bottom - top, 1), 1.4);
    const view = { scale, x: (left + right) / 2, y: (top + bottom) / 2 + (foot - head) / 2 / scale };
    const covered = nodes.some((i) => {
      const [x, y, r] = [(X[i] - view.x) * scale + wide / 2, (Y[i] - view.y) * scale + high / 2, radiusAt(i, scale)];
      return x + r > buttons.x && y - r < buttons.y + buttons.h;
    });
    if (!covered || head > 26) return view;
  }
  return null;
}
function fit() {
  moved = false;
  const nodes = [...shown.nodes];
  if (nodes.length) picture.setView(fitted(nodes));
  writeAddress();
}
function zoom(factor, x, y) {
  const view = picture.view();
  const [wide, high] = picture.size();
  const scale = Math.min(5, Math.max(0.004, view.scale * factor));
  const [dx, dy] = x === undefined ? [0, 0] : [x - wide / 2, y - high / 2];
  moved = true;
  picture.setView({ scale, x: view.x + dx / view.scale - dx / scale, y: view.y + dy / view.scale - dy / scale });
  writeAddress();
}
function pan(x, y) {
  const view = picture.view();
  moved = true;
  picture.setView({ ...view, x: view.x + x / view.scale, y: view.y + y / view.scale });
  writeAddress();
}
// Open on something that can be read: all of it, or where that would be too small, what was asked for or is best connected.
function opening() {
  const nodes = [...shown.nodes];
  if (!nodes.length) return { scale: 1, x: 0, y: 0 };
  const view = fitted(nodes);
  if (view.scale >= 0.35 || state.scope === "all") return view;
  const scale = 0.55;
  const [wide, high] = picture.size();
  const [left, top, right, bottom] = box(nodes);
  const first = config.centre >= 0 && shown.node[config.centre] ? config.centre : nodes.find((i) => things.institution[i]) || nodes[0];
  const within = (at, least, most, room) => (most - least < 2 * room ? (least + most) / 2 : Math.max(least + room, Math.min(most - room, at)));
  return { scale, x: within(X[first], left, right, (wide / 2 - 70) / scale), y: within(Y[first], top, bottom, (high / 2 - 60) / scale) };
}

const act = {
  // Something of the state changed: show it everywhere. With `refit` the picture is fitted into its frame.
  changed(refit) {
    refresh();
    if (refit && shown.nodes.length) { moved = false; picture.setView(state.scope === "start" ? opening() : fitted([...shown.nodes])); }
    picture.draw();
    showControls();
    if (evidence) showPanel();
    light();
    writeAddress();
    announce(byId("shown").textContent);
  },
  choose(i) {
    Object.assign(state, { node: i, line: null });
    tellThing(i);
    light();
    writeAddress();
  },
  chooseLine(n) {
    Object.assign(state, { node: null, line: n });
    tellRelation(n);
    light();
    writeAddress();
  },
  shut() {
    Object.assign(state, { node: null, line: null });
    if (state.scope === "path") Object.assign(state, { scope: "start", path: null });
    welcome();
    act.changed();
    frame.focus({ preventScroll: true });
  },
  // Bring things onto the picture and into view.
  bring(numbers) {
    for (const i of numbers) {
      state.hidden.delete(i);
      if (!typeOn(type(i))) state.types.set(type(i), true);
    }
    refresh();
    const away = numbers.filter((i) => !shown.node[i]);
    if (away.length) {
      if (away.some((i) => state.country && country(i) !== state.country)) state.country = "";
      for (const i of away) state.extra.add(i);
    }
    act.changed();
  },
  reach(i) {
    Object.assign(state, { node: i, line: null });
    act.bring([i]);
    moved = true;
    picture.setView({ x: X[i], y: Y[i], scale: Math.max(picture.view().scale, 0.9) });
  },
  reachLine(n) {
    const ends = [relations.subject[n], relations.object[n]].filter((i) => i >= 0);
    Object.assign(state, { node: null, line: n });
    act.bring(ends);
    if (ends.length < 2) return;
    const [wide, high] = picture.size();
    const [left, top, right, bottom] = box(ends);
    const room = Math.min(wide / (right - left + 160), high / (bottom - top + 160));
    moved = true;
    picture.setView({ x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(room, Math.max(picture.view().scale, 0.9)) });
  },
  expand(i) {
    const near = [...neighboursOf(i)].filter((j) => !shown.node[j] && !state.hidden.has(j) && typeOn(type(j))).sort((a, b) => a - b);
    for (const j of near.slice(0, 60)) state.extra.add(j);
    act.changed();
    announce(say(near.length ? "expanded" : "nothing_more", { n: Math.min(near.length, 60) }));
  },
  focus(i, hops) {
    Object.assign(state, { scope: "focus", focus: { thing: i, hops }, node: i, line: null });
    act.changed(true);
  },
  pathStart: () => pathStart,
  pathFrom(i) {
    pathStart = pathStart === i ? null : i;
    tellThing(i);
    announce(pathStart === null ? words.path_off : words.path_on);
  },
  pathTo(i) {
    Object.assign(state, { scope: "path", path: { from: pathStart, to: i }, node: null, line: null });
    pathStart = null;
    trail.length = 0;
    act.changed(true);
    panel.focus({ preventScroll: true });
  },
  hide(i) {
    state.hidden.add(i);
    Object.assign(state, { node: null, line: null });
    act.changed();
    frame.focus({ preventScroll: true });
  },
  pin(i) {
    if (state.pins.has(i)) state.pins.delete(i);
    else state.pins.set(i, [X[i], Y[i]]);
    act.changed();
  },
  // The next thing of the picture, or the one before, for those who use no pointer.
  step(by) {
    const order = [...shown.nodes];
    if (!order.length) return;
    const here = state.node === null ? -1 : order.indexOf(state.node);
    const i = order[here < 0 ? (by > 0 ? 0 : order.length - 1) : (here + by + order.length) % order.length];
    act.choose(i);
    into(i);
    announce(`${undirected(things.name[i])}, ${typeLabel(type(i))}, ${words.connections}: ${things.degree[i]}`);
  },
  stepLine(by) {
    const i = state.node !== null ? state.node : state.line !== null ? relations.subject[state.line] : null;
    if (i === null) return;
    const lines = [...relationsOf(i)].filter((n) => shown.edge[n]);
    if (!lines.length) return;
    const here = state.line === null ? -1 : lines.indexOf(state.line);
    const n = lines[here < 0 ? 0 : (here + by + lines.length) % lines.length];
    act.chooseLine(n);
    announce([things.name[relations.subject[n]], predicateLabel(predicate(n)), things.name[relations.object[n]]].map(undirected).join(" "));
  },
};
// Move the picture just as far as it takes to see a thing.
function into(i) {
  const [wide, high] = picture.size();
  const [x, y] = picture.screen(i);
  if (x > 60 && y > 50 && x < wide - 60 && y < high - 50) return;
  moved = true;
  picture.setView({ ...picture.view(), x: X[i], y: Y[i] });
}

function startPointer() {
  const at = (event) => { const { left, top } = frame.getBoundingClientRect(); return [event.clientX - left, event.clientY - top]; };
  const held = new Map();
  let [drag, inUse, asked, last] = [null, false, false, null];
  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    inUse = true;
    const [x, y] = at(event);
    held.set(event.pointerId, [x, y]);
    if (held.size === 1) drag = { x, y, thing: picture.thing(x, y), far: false };
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    last = [x, y];
    if (!held.has(event.pointerId)) {
      if (!asked) requestAnimationFrame(() => { asked = false; hover(...last); });
      asked = true;
      return;
    }
    const before = held.get(event.pointerId);
    if (held.size === 2) {
      const [other] = [...held].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      zoom(Math.hypot(x - other[0], y - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1])), (x + other[0]) / 2, (y + other[1]) / 2);
      drag = null;
    } else if (drag) {
      drag.far = drag.far || Math.hypot(x - drag.x, y - drag.y) > 4;
      if (drag.far && drag.thing !== null) {
        [X[drag.thing], Y[drag.thing]] = picture.place(x, y);
        state.pins.set(drag.thing, [X[drag.thing], Y[drag.thing]]);
        picture.draw();
        light();
      } else if (drag.far) pan(before[0] - x, before[1] - y);
    }
    held.set(event.pointerId, [x, y]);
  });
  for (const kind of ["pointerup", "pointercancel"])
    frame.addEventListener(kind, (event) => {
      held.delete(event.pointerId);
      if (drag && !drag.far && kind === "pointerup") click(...at(event));
      else if (drag && drag.far && drag.thing !== null) act.changed();
      drag = null;
    });
  frame.addEventListener("pointerleave", () => { inUse = false; hover(-1e6, -1e6); });
  frame.addEventListener("dblclick", (event) => { const i = picture.thing(...at(event)); if (i !== null) act.expand(i); });
  // The wheel scrolls the page until the picture is in use, so that nobody gets caught in it on the way down.
  frame.addEventListener("wheel", (event) => {
    if (!inUse && !event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.03 : 0.0015)), ...at(event));
  }, { passive: false });
  function hover(x, y) {
    const i = picture.thing(x, y);
    frame.classList.toggle("pointing", i !== null || (shown.edges.length < 20000 && picture.line(x, y) !== null));
    if (i === hovered) return;
    hovered = i;
    light();
  }
  function click(x, y) {
    if (!evidence) return;
    const i = picture.thing(x, y);
    const n = i === null ? picture.line(x, y) : null;
    if (i !== null) act.choose(i);
    else if (n !== null) act.chooseLine(n);
    else if (panel.dataset.shows && state.scope !== "path") act.shut();
  }
}
function startKeys() {
  const chosen = (work) => () => state.node !== null && work(state.node);
  const keysOf = {
    ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit, Escape: act.shut,
    n: () => act.step(1), N: () => act.step(-1), l: () => act.stepLine(1), L: () => act.stepLine(-1),
    Enter: () => panel.dataset.shows && panel.focus(),
    e: chosen(act.expand), f: chosen((i) => act.focus(i, 1)), h: chosen(act.hide), p: chosen(act.pin),
    "/": () => byId("search").focus(),
  };
  frame.addEventListener("keydown", (event) => {
    if (!keysOf[event.key] || event.ctrlKey || event.metaKey || event.altKey || !evidence) return;
    event.preventDefault();
    keysOf[event.key]();
  });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") act.shut(); });
  const zooms = { in: () => zoom(1.25), out: () => zoom(0.8), fit };
  for (const made of document.querySelectorAll("[data-zoom]")) made.addEventListener("click", zooms[made.dataset.zoom]);
}
function setTheme(next) {
  theme = next;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  mix();
}
function startHeader() {
  const languages = byId("language");
  languages.addEventListener("change", () => { setLanguage(languages.value); act.changed(); });
  byId("theme").addEventListener("click", () => { setTheme(paint.dark ? "light" : "dark"); act.changed(); });
  byId("copy").addEventListener("click", async () => {
    clearTimeout(writing);
    const link = `${location.href.split("#")[0]}#${address(picture.view())}`;
    const field_ = byId("link");
    try {
      await navigator.clipboard.writeText(link);
      announce(words.copied);
      byId("copy-word").textContent = words.copied;
      setTimeout(() => { byId("copy-word").textContent = words.copy_link; }, 2500);
    } catch { // not allowed here: the reader copies it by hand
      field_.hidden = false;
      field_.value = link;
      field_.select();
      announce(words.copy_by_hand);
    }
  });
  const files = { png: savePng, svg: saveSvg, csv: saveCsv };
  for (const made of document.querySelectorAll("[data-save]")) made.addEventListener("click", () => files[made.dataset.save]());
  byId("help").addEventListener("click", () => byId("help-text").showModal());
  byId("help-close").addEventListener("click", () => byId("help-text").close());
  for (const menu of document.querySelectorAll("details.menu")) menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); } });
  document.addEventListener("click", (event) => { for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false; });
}
function setLanguage(language) {
  speak(language);
  byId("language").value = language;
  if (byId("filters").dataset.written) writeFilters();
  for (const name of Object.keys(tables)) fill(name);
}
const settled = () => (document.readyState === "loading" ? new Promise((done) => addEventListener("DOMContentLoaded", done)) : null);

(async () => {
  if (!globalThis.DecompressionStream && ["graph", "evidence"].some(isPacked)) return; // the page stays as it is: tables that can be read
  const graph = await loadGraph();
  document.documentElement.classList.add("js");
  config.centre = graph.centre;
  config.symmetricCodes = codes.predicates.map((name) => Number(config.symmetric.includes(name)));
  bend();
  settle(graph);
  const told = new URLSearchParams(location.hash.slice(1));
  const wanted = readAddress(location.hash.slice(1));
  setTheme(theme);
  picture = (globalThis.vis ? visPicture : canvasPicture)(frame, overlays);
  refresh();
  picture.setView(wanted || opening());
  picture.draw();
  moved = Boolean(wanted);
  performance.mark("drawn");
  evidence = await unpack("evidence");
  startPointer();
  startKeys();
  startLegend();
  startSearch();
  startFilters();
  startDates();
  startHeader();
  await settled();
  startTables();
  if (Object.hasOwn(config.words, told.get("lang")) && told.get("lang") !== config.language) setLanguage(told.get("lang"));
  showControls();
  showPanel();
  light();
  setTimeout(index);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { mix(); picture.draw(); showControls(); });
  let screenView = null;
  // Paper shows all of the picture and of the tables, in the colours of paper.
  matchMedia("print").addEventListener("change", ({ matches }) => {
    if (matches) appendAll();
    mix();
    picture.measure();
    if (matches) screenView = picture.view();
    if (shown.nodes.length) picture.setView(matches ? fitted([...shown.nodes]) : screenView);
    picture.draw();
  });
  addEventListener("beforeprint", appendAll);
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === written) return;
    const view = readAddress(location.hash.slice(1));
    setTheme(theme);
    const language = new URLSearchParams(location.hash.slice(1)).get("lang") || config.language;
    if (Object.hasOwn(config.words, language) && language !== document.documentElement.lang) setLanguage(language);
    act.changed(true);
    if (view) { moved = true; picture.setView(view); }
  });
  frame.dataset.ready = "true";
  performance.mark("ready");
})();
