// Which part of the picture is in the frame.
const frame = byId("picture");
let picture = null;
let moved = false; // by hand: only then the address tells the view

function overlays() {
  const { left, top } = frame.getBoundingClientRect();
  return [...frame.parentElement.querySelectorAll(".zoom, .lines")].filter((element) => element.offsetParent).map((element) => {
    const box = element.getBoundingClientRect();
    return { own: -1, x: box.left - left, y: box.top - top, w: box.width, h: box.height };
  });
}
function box(nodes) {
  const found = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of nodes) {
    if (X[i] < found[0]) found[0] = X[i];
    if (Y[i] < found[1]) found[1] = Y[i];
    if (X[i] > found[2]) found[2] = X[i];
    if (Y[i] > found[3]) found[3] = Y[i];
  }
  return found;
}
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
  if (shown.nodes.length) picture.setView(fitted(shown.nodes));
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
  const { nodes } = shown;
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

// Move the picture just as far as it takes to see a thing.
function into(i) {
  const [wide, high] = picture.size();
  const [x, y] = picture.screen(i);
  if (x > 60 && y > 50 && x < wide - 60 && y < high - 50) return;
  moved = true;
  picture.setView({ ...picture.view(), x: X[i], y: Y[i] });
}

