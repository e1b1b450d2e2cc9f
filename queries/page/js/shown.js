// What of the data is on the picture, and where.
const MOST_ARRANGED = 300; // more things keep the places that they have in the whole
const shown = { nodes: [], ranked: [], node: null, edges: [], edge: null, undated: 0, path: null };
let X, Y, start = null, inStart = null, spans = null, arrangedFor = "";

function settle(graph) {
  X = Float64Array.from(things.x);
  Y = Float64Array.from(things.y);
  start = graph.start;
  if (start) {
    inStart = new Uint8Array(size);
    for (const i of start.thing) inStart[i] = 1;
  }
}
// First and last month of each relation; -1 where no year is told.
function spansOf() {
  if (spans) return spans;
  spans = { first: new Int32Array(links).fill(-1), last: new Int32Array(links).fill(-1), least: Infinity, most: -Infinity };
  const meant = codes.dates.map(months);
  for (let n = 0; n < links; n += 1) {
    const [from, to] = [meant[relations.first[n]], meant[relations.last[n]]];
    if (!from && !to) continue;
    spans.first[n] = Math.min((from || to)[0], (to || from)[0]);
    spans.last[n] = Math.max((from || to)[1], (to || from)[1]);
    spans.least = Math.min(spans.least, spans.first[n]);
    spans.most = Math.max(spans.most, spans.last[n]);
  }
  return spans;
}

function lineTest() {
  const dated = state.from !== null || state.to !== null;
  const { first, last } = dated ? spansOf() : {};
  const [from, to] = [state.from === null ? -Infinity : state.from, state.to === null ? Infinity : state.to];
  const offPredicates = new Uint8Array(codes.predicates.map((name) => state.predicates.has(name)));
  const offStatuses = new Uint8Array(codes.statuses.map((name) => state.statuses.has(name)));
  const offNone = state.statuses.has("");
  const wanted = codes.fields.indexOf(state.field);
  const all = !dated && !state.predicates.size && !state.statuses.size && wanted < 0 && !state.confidence && state.sources < 2;
  shown.undated = 0;
  const passes = (n) => {
    if (offPredicates[relations.predicate[n]]) return false;
    if (relations.status[n] < 0 ? offNone : offStatuses[relations.status[n]]) return false;
    if (relations.confidence[n] < state.confidence || relations.sources[n] < state.sources) return false;
    if (wanted >= 0 && !fieldsOf(n).includes(wanted)) return false;
    if (dated && first[n] < 0) { shown.undated += 1; return false; }
    return !dated || (first[n] <= to && last[n] >= from);
  };
  return { all, passes: all ? () => true : passes };
}

// Breadth first from a thing along lines that pass; `most` things at most, the best connected of each step first.
function reach(centre, hops, allowed, passes, most) {
  const found = new Map([[centre, 0]]);
  let edge = [centre];
  for (let hop = 1; hop <= hops && found.size < most; hop += 1) {
    const next = new Set();
    for (const i of edge) for (const n of relationsOf(i)) {
      const other = otherEnd(n, i);
      if (other >= 0 && !found.has(other) && allowed(other) && passes(n)) next.add(other);
    }
    edge = [...next].sort((a, b) => a - b).slice(0, most - found.size);
    for (const i of edge) found.set(i, hop);
  }
  return found;
}
// A shortest way from one thing to another: { nodes, lines }, or null.
function way(from, to, allowed, passes) {
  const came = new Map([[from, -1]]);
  const queue = [from];
  for (let k = 0; k < queue.length && !came.has(to); k += 1)
    for (const n of relationsOf(queue[k])) {
      const other = otherEnd(n, queue[k]);
      if (other < 0 || came.has(other) || !passes(n) || !(other === to || allowed(other))) continue;
      came.set(other, n);
      queue.push(other);
    }
  if (!came.has(to)) return null;
  const found = { nodes: [to], lines: [] };
  for (let i = to; i !== from; i = found.nodes[0]) {
    const n = came.get(i);
    found.lines.unshift(n);
    found.nodes.unshift(otherEnd(n, i));
  }
  return found;
}

function members(lines) {
  const on = codes.types.map(typeOn);
  const allowed = (i) => on[things.type[i]] && !state.hidden.has(i);
  shown.path = null;
  if (state.scope === "focus") {
    const inside = new Uint8Array(size);
    for (const i of reach(state.focus.thing, state.focus.hops, allowed, lines.passes, MOST_ARRANGED).keys()) inside[i] = 1;
    return inside;
  }
  if (state.scope === "path") {
    const inside = new Uint8Array(size);
    const { from, to } = state.path;
    shown.path = way(from, to, allowed, lines.passes) || way(from, to, () => true, lines.passes);
    for (const i of shown.path ? shown.path.nodes : [from, to]) inside[i] = 1;
    return inside;
  }
  return state.scope === "start" ? inStart : null;
}

function numbersOf(marks) {
  const found = new Int32Array(marks.length);
  let many = 0;
  for (let k = 0; k < marks.length; k += 1) if (marks[k]) found[many++] = k;
  return found.subarray(0, many);
}
// What was asked for, institutions, everything else, each best connected first.
function rank(nodes) {
  const first = (i) => i === config.centre;
  return [...nodes.filter(first), ...nodes.filter((i) => !first(i) && things.institution[i]), ...nodes.filter((i) => !first(i) && !things.institution[i])];
}
function refresh() {
  const lines = lineTest();
  const inside = members(lines);
  const on = codes.types.map(typeOn);
  const needed = new Set([state.node, state.focus && state.focus.thing, ...(shown.path ? shown.path.nodes : [])]);
  const countries = codes.countries.indexOf(state.country);
  const node = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) {
    if (inside && !inside[i] && !state.extra.has(i)) continue;
    if (state.hidden.has(i)) continue;
    if (shown.path && inside[i]) { node[i] = 1; continue; }
    if (!on[things.type[i]] || (countries >= 0 && things.country[i] !== countries)) continue;
    node[i] = 1;
  }
  const edge = new Uint8Array(links);
  const linked = new Uint8Array(size);
  for (let n = 0; n < links; n += 1) {
    const [a, b] = [relations.subject[n], relations.object[n]];
    if (b < 0 ? !lines.all && node[a] && lines.passes(n) : node[a] && node[b] && lines.passes(n)) {
      linked[a] = 1;
      if (b >= 0) { linked[b] = 1; edge[n] = bends[n] > -128 ? 1 : 0; }
    }
  }
  // With a filter on lines, what has none of them left goes too.
  if (!lines.all) for (let i = 0; i < size; i += 1) if (node[i] && !linked[i] && !needed.has(i) && !state.pins.has(i)) node[i] = 0;
  shown.node = node;
  shown.edge = edge;
  shown.nodes = numbersOf(node);
  shown.ranked = rank(shown.nodes);
  shown.edges = numbersOf(edge);
  position(inside);
}

// Places: of the whole, of the opening, or made here for a small part that was chosen.
function position(inside) {
  const key = state.scope === "focus" ? `focus ${state.focus.thing} ${shown.nodes.length}` : state.scope === "path" ? `path ${state.path.from} ${state.path.to}` : state.scope;
  if (key !== arrangedFor) {
    arrangedFor = key;
    X.set(things.x);
    Y.set(things.y);
    if (state.scope === "start" && start) start.thing.forEach((i, k) => { X[i] = start.x[k]; Y[i] = start.y[k]; });
    const chosen = shown.nodes.filter((i) => inside && inside[i]);
    if (state.scope === "path" && shown.path) lineUp(shown.path.nodes);
    else if (inside && state.scope !== "start" && chosen.length <= MOST_ARRANGED) arrange(chosen);
    placed = new Set();
  }
  const away = state.scope === "all" ? [] : [...state.extra].filter((i) => shown.node[i] && !placed.has(i) && inside && !inside[i]);
  if (away.length) {
    const settled = shown.nodes.filter((i) => placed.has(i) || inside[i]);
    nestle(away, settled);
    for (const i of away) placed.add(i);
  }
  for (const [i, [x, y]] of state.pins) { X[i] = x; Y[i] = y; }
}
let placed = new Set();
