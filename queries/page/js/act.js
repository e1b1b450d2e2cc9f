// What the reader can do, whichever way it is asked for.
let pathStart = null;
let hovered = null;

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

const act = {
  // Something of the state changed: show it everywhere. With `refit` the picture is fitted into its frame.
  changed(refit) {
    refresh();
    if (refit && shown.nodes.length) { moved = false; picture.setView(state.scope === "start" ? opening() : fitted(shown.nodes)); }
    picture.draw();
    showControls();
    showPanel();
    light();
    writeAddress();
    announce(byId("shown").textContent);
  },
  choose(i) {
    Object.assign(state, { node: i, line: null });
    showPanel();
    light();
    writeAddress();
  },
  chooseLine(n) {
    Object.assign(state, { node: null, line: n });
    showPanel();
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
    showPanel();
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
