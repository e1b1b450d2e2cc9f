// Paints what is shown, in steps, so that a large picture can be given up half way when the reader moves on.
const BATCH = 4000; // lines or nodes a step: some tens of milliseconds at most
const PLAIN = 6000; // with more lines than these in the frame they are thin, straight and without heads

function frameOf(view, wide, high) {
  const { scale } = view;
  return { scale, wide, high, left: view.x - wide / 2 / scale, top: view.y - high / 2 / scale, sx: (x) => (x - view.x) * scale + wide / 2, sy: (y) => (y - view.y) * scale + high / 2 };
}
const radiusAt = (i, scale) => Math.max(things.radius[i] * scale, 1.2);

function* paintAll(pen, view, wide, high, options) {
  const at = frameOf(view, wide, high);
  pen.fillStyle = paint.ground;
  pen.fillRect(0, 0, wide, high);
  yield* paintLines(pen, at, inFrame(at));
  yield;
  const spots = spotsIn(at);
  yield* paintNodes(pen, at, spots);
  yield "labels";
  const found = yield* placing(spots, wide, high, options.obstacles || [], null);
  drawLabels(pen, found);
  return { nodes: spots.length, labels: found.length };
}
// Lines of which a part may be in the frame, by how they are drawn.
function inFrame(at) {
  const [right, bottom] = [at.left + at.wide / at.scale, at.top + at.high / at.scale];
  const groups = new Map();
  let count = 0;
  const { subject, object } = relations;
  for (const n of shown.edges) {
    const a = subject[n];
    const b = object[n];
    if ((X[a] < at.left && X[b] < at.left) || (X[a] > right && X[b] > right) || (Y[a] < at.top && Y[b] < at.top) || (Y[a] > bottom && Y[b] > bottom)) continue;
    const key = (relations.status[n] + 1) * 16 + (symmetric(n) ? 8 : 0) + Math.min(relations.sources[n] - 1, 4);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(n);
    count += 1;
  }
  return { groups: [...groups.values()], count };
}
function* paintLines(pen, at, { groups, count }, emphasised) {
  const plain = count > PLAIN;
  const grow = Math.min(1.5, Math.max(0.4, at.scale));
  for (const group of groups) {
    pen.strokeStyle = pen.fillStyle = emphasised || lineColour(group[0]);
    pen.lineWidth = plain ? 0.6 : lineWidth(group[0]) * grow * (emphasised ? 1.6 : 1);
    pen.globalAlpha = plain ? Math.max(0.12, Math.min(0.6, 9000 / count)) : 1;
    pen.setLineDash(plain ? [] : lineStyle(group[0]).dashes);
    for (let from = 0; from < group.length; from += BATCH) {
      pen.beginPath();
      for (let k = from; k < Math.min(from + BATCH, group.length); k += 1) traceLine(pen, at, group[k], plain);
      pen.stroke();
      yield;
    }
    pen.setLineDash([]);
    if (plain || symmetric(group[0]) || at.scale < 0.18) continue;
    pen.beginPath();
    for (const n of group) traceHead(pen, at, n, 5.5 * grow + pen.lineWidth);
    pen.fill();
  }
  pen.globalAlpha = 1;
}
function traceLine(pen, at, n, plain) {
  const a = relations.subject[n];
  const b = relations.object[n];
  const x1 = at.sx(X[a]);
  const y1 = at.sy(Y[a]);
  const x2 = at.sx(X[b]);
  const y2 = at.sy(Y[b]);
  pen.moveTo(x1, y1);
  if (plain || !bends[n]) pen.lineTo(x2, y2);
  else pen.quadraticCurveTo(...waypoint(n, x1, y1, x2, y2), x2, y2);
}
function traceHead(pen, at, n, long) {
  const [a, b] = [relations.subject[n], relations.object[n]];
  const ends = [at.sx(X[a]), at.sy(Y[a]), at.sx(X[b]), at.sy(Y[b])];
  arrowHead(pen, ...(bends[n] ? waypoint(n, ...ends) : ends.slice(0, 2)), ends[2], ends[3], radiusAt(b, at.scale) + 1, long);
}
// Nodes that touch the frame, on the screen, in the order in which they get their labels.
function spotsIn(at, nodes = shown.ranked) {
  const found = [];
  for (const i of nodes) {
    const x = at.sx(X[i]);
    const y = at.sy(Y[i]);
    if (x > -80 && y > -60 && x < at.wide + 80 && y < at.high + 60) found.push({ i, x, y, r: radiusAt(i, at.scale) });
  }
  return found;
}
function* paintNodes(pen, at, spots) {
  const groups = new Map();
  for (const spot of spots) {
    const key = things.type[spot.i];
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(spot);
  }
  pen.strokeStyle = paint.rim;
  for (const group of groups.values()) {
    const { shape: kind, colour } = look(group[0].i);
    pen.fillStyle = colour;
    const small = spots.length > PLAIN && group[0].r < 12;
    pen.lineWidth = 1;
    for (let from = 0; from < group.length; from += BATCH) {
      pen.beginPath();
      for (const { x, y, r } of group.slice(from, from + BATCH)) {
        if (small && r < 2.5) pen.rect(x - r, y - r, 2 * r, 2 * r);
        else shape(pen, kind, x, y, r);
      }
      pen.fill();
      if (!small) pen.stroke();
      yield;
    }
  }
  for (const { i, x, y, r } of spots) {
    if (i === config.centre) ring(pen, x, y, r + 3, 2.5, paint.ink);
    if (state.pins.has(i)) { pen.fillStyle = paint.ink; pen.beginPath(); pen.arc(x, y, Math.max(1.5, r * 0.3), 0, 7); pen.fill(); }
  }
}
function ring(pen, x, y, r, width, colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.stroke();
}
