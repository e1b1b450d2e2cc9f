// The picture on a plain canvas. While the reader moves it, what is painted moves along as an image, which costs no
// painting; it is painted sharp again once the hand rests, a small one already on the way. A second canvas above it
// holds what is lit up.
const QUICK = 8; // milliseconds: what paints faster is painted anew while it moves
const SHARE = 3; // but then no more often than leaves this many times as long for everything else
const REST = 120; // milliseconds without a move after which a large picture is painted sharp
const SLICE = 8; // milliseconds of painting in one frame
const HEAVY = 4000; // more things and lines than these are never painted in one go

function canvasPicture(frame, overlays) {
  const canvas = (attributes) => make("canvas", { "aria-hidden": "true", ...attributes });
  let [seen, next] = [canvas(), canvas({ hidden: "" })]; // the one that is shown, the one that is painted step by step
  const over = canvas({ class: "over", hidden: "" });
  frame.append(seen, next, over);
  const view = { scale: 1, x: 0, y: 0 };
  let painted = { ...view }; // what `seen` shows
  let [wide, high, ratio, cost, rested] = [0, 0, 1, 0, 0];
  let [painting, sharp, timer, asked] = [null, false, 0, false];
  let lit = null;

  function measure() {
    [wide, high, ratio] = [frame.clientWidth, frame.clientHeight, matchMedia("print").matches ? 3 : Math.min(devicePixelRatio || 1, 2)];
    for (const one of [seen, next, over]) {
      one.width = Math.max(1, Math.round(wide * ratio));
      one.height = Math.max(1, Math.round(high * ratio));
    }
    painting = null;
  }
  function begin(onto) {
    const pen = onto.getContext("2d", { alpha: false });
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    painting = { steps: paintAll(pen, { ...view }, wide, high, { obstacles: overlays() }), onto, view: { ...view }, spent: 0 };
  }
  // Paint on for some milliseconds, or up to a stage of `paintAll`. Is it done?
  function proceed(most, stage) {
    const from = performance.now();
    let step = painting.steps.next();
    while (!step.done && !(stage && step.value === stage) && performance.now() - from < most) step = painting.steps.next();
    painting.spent += performance.now() - from;
    if (!step.done) return false;
    if (painting.onto === next) { [seen, next] = [next, seen]; [seen.hidden, next.hidden] = [false, true]; }
    [painted, sharp, cost, rested] = [painting.view, true, painting.spent, performance.now()];
    Object.assign(frame.dataset, { nodes: step.value.nodes, labels: step.value.labels, lines: shown.edges.length });
    painting = null;
    return true;
  }
  // Lay what is painted where it belongs by now.
  function carry() {
    const grow = view.scale / painted.scale;
    const [x, y] = [(painted.x - view.x) * view.scale, (painted.y - view.y) * view.scale];
    seen.style.transform = over.style.transform = `matrix(${grow},0,0,${grow},${x},${y})`;
  }
  const at = () => frameOf(view, wide, high);
  function showLit() {
    over.hidden = !lit;
    for (const one of [seen, next]) one.classList.toggle("dimmed", Boolean(lit));
    if (!lit) return;
    const pen = over.getContext("2d");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, over.width, over.height);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const here = frameOf(painted, wide, high);
    const lines = lit.lines.filter((n) => shown.edge[n]);
    for (const step of paintLines(pen, here, { groups: lines.slice(0, 2000).map((n) => [n]), count: 1 }, lit.strong ? paint.accent : null)) void step;
    const spots = spotsIn(here, rank([...new Set(lit.nodes)].filter((i) => shown.node[i])));
    for (const step of paintNodes(pen, here, spots)) void step;
    const first = spots.filter(({ i }) => lit.first.includes(i));
    for (const { x, y, r } of first) ring(pen, x, y, r + 3.5, 3, paint.accent);
    drawLabels(pen, placeLabels([...first, ...spots.filter(({ i }) => !lit.first.includes(i))], wide, high, overlays(), new Set(lit.first)));
  }
  function whole() {
    begin(seen);
    proceed(Infinity);
    carry();
    showLit();
  }
  const same = (other) => other.scale === view.scale && other.x === view.x && other.y === view.y;
  function tick() {
    asked = false;
    tell();
    if (painting ? same(painting.view) : sharp && same(painted)) return;
    clearTimeout(timer);
    [painting, sharp] = [null, false];
    if (cost < QUICK && performance.now() - rested >= SHARE * cost) whole();
    else {
      carry();
      timer = setTimeout(sharpen, REST);
    }
  }
  // Paint in slices, a frame each.
  function sharpen() {
    if (!painting) begin(next);
    if (!proceed(SLICE)) { const mine = painting; requestAnimationFrame(() => painting === mine && sharpen()); return; }
    carry();
    showLit();
    tell();
  }
  const tell = () => { frame.dataset.view = JSON.stringify([view.scale, view.x, view.y].map((n) => Number(n.toFixed(4)))); };
  function setView(to) {
    Object.assign(view, to, { scale: Math.min(5, Math.max(0.004, to.scale)) });
    if (!asked) requestAnimationFrame(tick);
    asked = true;
  }
  // What is shown has changed: paint it; on paper at once, however much it is.
  function draw(paper = false) {
    clearTimeout(timer);
    painting = null;
    if (paper || shown.nodes.length + shown.edges.length < HEAVY) whole();
    else {
      carry();
      showLit();
      timer = setTimeout(sharpen);
    }
    tell();
  }
  // The first painting: what is shown is there as soon as can be, its labels a moment later.
  async function open() {
    begin(seen);
    painted = { ...view };
    const mine = painting;
    const done = proceed(Infinity, "labels");
    tell();
    await onScreen();
    if (!done && painting === mine) sharpen();
  }
  new ResizeObserver(() => {
    if (frame.clientWidth === wide && frame.clientHeight === high) return;
    measure();
    draw();
  }).observe(frame);
  measure();
  return {
    draw, open, setView, measure, view: () => ({ ...view }),
    size: () => [wide, high],
    screen: (i) => [at().sx(X[i]), at().sy(Y[i])],
    thing: (x, y) => nodeAt(at(), x, y),
    line: (x, y) => lineAt(at(), x, y),
    light: (now) => { lit = now; showLit(); },
    place: (x, y) => [(x - wide / 2) / view.scale + view.x, (y - high / 2) / view.scale + view.y],
  };
}
