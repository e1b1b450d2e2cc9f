// Labels keep the size of reading text at any zoom. The best connected get theirs first; one that would lie on another
// label or on a node is left out until there is room for it.
let [LABEL, LINE, WIDEST] = [12.5, 15, 136]; // pixels: height of letters and lines, the longest line
const LEAST = 12; // no label is narrower
const MOST_LABELS = 500;
const MOST_FAILED = 150; // labels one after the other that found no room: the frame is full
const FONTS = 'system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';
const ruler = document.createElement("canvas").getContext("2d");
const fontOf = (i) => `${i === config.centre ? "bold " : ""}${LABEL}px ${FONTS}`;
const wrapped = new Map();
// Paper is sharper than a screen and narrower: smaller letters can be read on it.
function setLetters(paper) {
  [LABEL, LINE, WIDEST] = paper ? [8.5, 10, 95] : [12.5, 15, 136];
  wrapped.clear();
}
function wrap(i) {
  if (wrapped.has(i)) return wrapped.get(i);
  ruler.font = fontOf(i);
  const lines = [""];
  const pieces = undirected(things.name[i]).split(/\s+/).flatMap((word) => word.match(/.{1,20}/gu) || []);
  for (const word of pieces) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (ruler.measureText(longer).width <= WIDEST || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length > 3) lines.splice(2, lines.length, `${lines[2]}…`);
  const label = { lines, width: Math.max(...lines.map((text) => ruler.measureText(text).width)) + 6, height: lines.length * LINE };
  label.width = Math.max(label.width, LEAST);
  wrapped.set(i, label);
  return label;
}

// Boxes by the cells of a grid that they touch, so that a clash is found without looking at all of them.
function Boxes() {
  const cells = new Map();
  const side = 80;
  const touched = (box, act) => {
    for (let x = Math.floor(box.x / side); x <= Math.floor((box.x + box.w) / side); x += 1)
      for (let y = Math.floor(box.y / side); y <= Math.floor((box.y + box.h) / side); y += 1) if (act(x * 65536 + y)) return true;
    return false;
  };
  return {
    add: (box) => touched(box, (key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); }),
    clash: (box, own) => touched(box, (key) => (cells.get(key) || []).some((other) =>
      other.own !== own && box.x < other.x + other.w && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h)),
  };
}

// The places where a label may stand beside its thing, best first: upper left corners.
const besides = (x, y, r, w, h) => [[x - w / 2, y + r + 2], [x - w / 2, y - r - h - 2], [x + r + 3, y - h / 2], [x - r - 3 - w, y - h / 2],
  [x + r * 0.7, y + r * 0.7], [x + r * 0.7, y - r * 0.7 - h], [x - r * 0.7 - w, y + r * 0.7], [x - r * 0.7 - w, y - r * 0.7 - h]];
// Where the labels of some things go in a frame: { i, x, y } of their upper left corners. `spots` are { i, x, y, r } on
// the screen, the most important first; `always` has those whose label is drawn whatever it lies on.
function* placing(spots, wide, high, obstacles, always) {
  const boxes = Boxes();
  for (const box of obstacles) boxes.add(box);
  if (spots.length < 3000) for (const { i, x, y, r } of spots) boxes.add({ own: i, x: x - r, y: y - r, w: 2 * r, h: 2 * r });
  const room = ({ i, x, y, r }, w, h) => {
    for (const [left, top] of besides(x, y, r, w, h)) {
      if (left < 0 || top < 0 || left + w > wide || top + h > high) continue;
      const box = { own: -1, x: left, y: top, w, h };
      if (!boxes.clash(box, i)) return box;
    }
    return null;
  };
  const found = [];
  let [failed, done] = [0, 0];
  for (const spot of spots) {
    if (found.length >= MOST_LABELS || failed > MOST_FAILED) break;
    if ((done += 1) % 20 === 0) yield;
    const { i, x, y, r } = spot;
    const forced = always && always.has(i);
    let box = null;
    if (forced || room(spot, LEAST, LINE)) { // letters are measured only where any label at all would fit
      const { width, height } = wrap(i);
      box = room(spot, width, height);
      if (!box && forced) box = { own: -1, x: x - width / 2, y: y + r + 2, w: width, h: height };
    }
    failed = box ? 0 : failed + 1;
    if (!box) continue;
    boxes.add(box);
    found.push({ i, x: box.x, y: box.y });
  }
  return found;
}
function placeLabels(...given) {
  const work = placing(...given);
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}
function drawLabels(pen, found) {
  pen.textBaseline = "top";
  pen.textAlign = "center";
  pen.lineJoin = "round";
  pen.strokeStyle = paint.ground;
  pen.lineWidth = 3.5;
  for (const { i, x, y } of found) {
    const { lines, width } = wrap(i);
    pen.font = fontOf(i);
    pen.fillStyle = things.institution[i] ? paint.ink : paint.soft;
    lines.forEach((text, n) => {
      pen.strokeText(text, x + width / 2, y + n * LINE + 1);
      pen.fillText(text, x + width / 2, y + n * LINE + 1);
    });
  }
}
