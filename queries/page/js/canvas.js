// The picture on a plain canvas. While the reader moves it, the last painting moves along; it is painted sharp again
// once the hand rests. A second canvas above it holds what is lit up.
const QUICK = 12; // milliseconds: what paints faster is painted anew in every frame
const REST = 120; // milliseconds without a move after which a large picture is painted sharp
const SLICE = 10; // milliseconds of painting in one frame

function canvasPicture(frame, overlays) {
  const base = make("canvas", { "aria-hidden": "true" });
  const over = make("canvas", { "aria-hidden": "true", class: "over" });
  frame.append(base, over);
  let [done, work] = [document.createElement("canvas"), document.createElement("canvas")];
  const view = { scale: 1, x: 0, y: 0 };
  let [wide, high, ratio, cost, painting, timer, asked, seen] = [0, 0, 1, 0, null, 0, false, null];
  let lit = null;

  function measure() {
    [wide, high, ratio] = [frame.clientWidth, frame.clientHeight, Math.min(devicePixelRatio || 1, 2)];
    for (const canvas of [base, over, done, work]) {
      canvas.width = Math.max(1, Math.round(wide * ratio));
      canvas.height = Math.max(1, Math.round(high * ratio));
    }
    seen = null;
  }
  function begin() {
    const pen = work.getContext("2d", { alpha: false });
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    painting = { steps: paintAll(pen, { ...view }, wide, high, { obstacles: overlays() }), view: { ...view }, spent: 0 };
  }
  function proceed(most) {
    const from = performance.now();
    let step = { done: false };
    while (!step.done && performance.now() - from < most) step = painting.steps.next();
    painting.spent += performance.now() - from;
    if (!step.done) return false;
    [done, work, seen, cost] = [work, done, painting.view, painting.spent];
    Object.assign(frame.dataset, { nodes: step.value.nodes, labels: step.value.labels, lines: shown.edges.length });
    painting = null;
    return true;
  }
  function show() {
    const pen = base.getContext("2d", { alpha: false });
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = paint.ground;
    pen.fillRect(0, 0, base.width, base.height);
    if (!seen) return;
    const grow = view.scale / seen.scale;
    const shift = (was, is, half) => (was - is) * view.scale * ratio + half * (1 - grow);
    pen.setTransform(grow, 0, 0, grow, shift(seen.x, view.x, base.width / 2), shift(seen.y, view.y, base.height / 2));
    pen.drawImage(done, 0, 0);
  }
  const at = () => frameOf(view, wide, high);
  function showLit() {
    const pen = over.getContext("2d");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, over.width, over.height);
    base.classList.toggle("dimmed", Boolean(lit));
    if (!lit) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const here = at();
    const lines = lit.lines.filter((n) => shown.edge[n]);
    for (const step of paintLines(pen, here, { groups: lines.slice(0, 2000).map((n) => [n]), count: 1 }, lit.strong ? paint.accent : null)) void step;
    const inside = new Set(lit.nodes.filter((i) => shown.node[i]));
    const spots = spotsIn(here).filter(({ i }) => inside.has(i));
    for (const step of paintNodes(pen, here, spots)) void step;
    const first = spots.filter(({ i }) => lit.first.includes(i));
    for (const { x, y, r } of first) ring(pen, x, y, r + 3.5, 3, paint.accent);
    drawLabels(pen, placeLabels([...first, ...spots.filter(({ i }) => !lit.first.includes(i))], wide, high, overlays(), new Set(lit.first)));
  }
  function tick() {
    asked = false;
    if (cost < QUICK && !painting) { begin(); proceed(Infinity); } else { painting = null; clearTimeout(timer); timer = setTimeout(sharpen, REST); }
    show();
    showLit();
    tell();
  }
  function sharpen() {
    if (!painting) begin();
    if (proceed(SLICE)) { show(); tell(); } else requestAnimationFrame(() => painting && sharpen());
  }
  const tell = () => { frame.dataset.view = JSON.stringify([view.scale, view.x, view.y].map((n) => Number(n.toFixed(4)))); };
  function moved() {
    if (!asked) requestAnimationFrame(tick);
    asked = true;
  }
  function setView(next) {
    Object.assign(view, next, { scale: Math.min(5, Math.max(0.004, next.scale)) });
    moved();
  }
  new ResizeObserver(() => {
    if (frame.clientWidth === wide && frame.clientHeight === high) return;
    const first = !wide;
    measure();
    painting = null;
    if (!first) draw();
  }).observe(frame);
  // Paint what is shown, whole and at once.
  function draw() {
    if (!wide) measure();
    clearTimeout(timer);
    begin();
    proceed(Infinity);
    show();
    showLit();
    tell();
  }
  measure();
  return {
    draw, setView, measure, view: () => ({ ...view }),
    size: () => [wide, high],
    screen: (i) => [at().sx(X[i]), at().sy(Y[i])],
    thing: (x, y) => nodeAt(at(), x, y),
    line: (x, y) => lineAt(at(), x, y),
    light: (next) => { lit = next; showLit(); },
    place: (x, y) => [(x - wide / 2) / view.scale + view.x, (y - high / 2) / view.scale + view.y],
  };
}

// What lies under a point of the screen: the nearest node within a finger's width, else the nearest line.
function nodeAt(at, px, py) {
  let [best, least] = [null, Infinity];
  for (const i of shown.nodes) {
    const away = Math.hypot(at.sx(X[i]) - px, at.sy(Y[i]) - py) - radiusAt(i, at.scale);
    if (away < least && away < 4) [best, least] = [i, away];
  }
  return best;
}
function lineAt(at, px, py) {
  let [best, least] = [null, 6];
  for (const n of shown.edges) {
    const [a, b] = [relations.subject[n], relations.object[n]];
    const ends = [at.sx(X[a]), at.sy(Y[a]), at.sx(X[b]), at.sy(Y[b])];
    const slack = 6 + Math.abs(bends[n]) * 0.14 * Math.hypot(ends[2] - ends[0], ends[3] - ends[1]);
    if (px < Math.min(ends[0], ends[2]) - slack || px > Math.max(ends[0], ends[2]) + slack || py < Math.min(ends[1], ends[3]) - slack || py > Math.max(ends[1], ends[3]) + slack) continue;
    const away = bends[n] ? fromBend(n, ends, px, py) : fromSegment(...ends, px, py);
    if (away < least) [best, least] = [n, away];
  }
  return best;
}
function fromSegment(x1, y1, x2, y2, px, py) {
  const long = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const t = long ? Math.max(0, Math.min(1, ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / long)) : 0;
  return Math.hypot(x1 + t * (x2 - x1) - px, y1 + t * (y2 - y1) - py);
}
function fromBend(n, [x1, y1, x2, y2], px, py) {
  const [mx, my] = waypoint(n, x1, y1, x2, y2);
  const on = (t) => [(1 - t) ** 2 * x1 + 2 * t * (1 - t) * mx + t * t * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * my + t * t * y2];
  let least = Infinity;
  for (let k = 0; k < 12; k += 1) least = Math.min(least, fromSegment(...on(k / 12), ...on((k + 1) / 12), px, py));
  return least;
}
