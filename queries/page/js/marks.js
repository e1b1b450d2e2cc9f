// Shapes, colours and lines, the same for the screen, for a PNG and for an SVG.
const POINTS = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  diamond: [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]],
  triangle: [[0, -1.1], [1.05, 0.85], [-1.05, 0.85]],
  triangleDown: [[0, 1.1], [1.05, -0.85], [-1.05, -0.85]],
  hexagon: [[1.05, 0], [0.52, 0.92], [-0.52, 0.92], [-1.05, 0], [-0.52, -0.92], [0.52, -0.92]],
  star: Array.from({ length: 10 }, (_, k) => { const r = k % 2 ? 0.52 : 1.2; const t = (k * Math.PI) / 5 - Math.PI / 2; return [r * Math.cos(t), r * Math.sin(t)]; }),
};
const look = (i) => config.types[type(i)];
function shape(pen, kind, x, y, r) {
  const points = POINTS[kind];
  if (!points) { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 7); return; }
  pen.moveTo(x + points[0][0] * r, y + points[0][1] * r);
  for (let k = 1; k < points.length; k += 1) pen.lineTo(x + points[k][0] * r, y + points[k][1] * r);
  pen.closePath();
}

// The colours that the style sheet has for the theme of the moment.
let paint = {};
function mix(paper) {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  const dark = !paper && (theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark" && !matchMedia("print").matches;
  document.documentElement.dataset.shade = dark ? "dark" : "light";
  paint = { dark, ground: value("--picture"), ink: value("--ink"), soft: value("--soft"), rim: value("--rim"), accent: value("--mark"), mark: value("--focus") };
}
const lineStyle = (n) => config.lines[status(n) || "stated"];
const lineColour = (n) => (paint.dark ? lineStyle(n).dark : lineStyle(n).colour);
const symmetric = (n) => config.symmetricCodes[relations.predicate[n]] === 1;
const lineWidth = (n) => (symmetric(n) ? 2.2 : 1.4) + 0.7 * Math.min(relations.sources[n] - 1, 4);

// The middle of a bent line leans aside by this part of its length.
function waypoint(n, x1, y1, x2, y2) {
  const lean = bends[n] * 0.14;
  return [(x1 + x2) / 2 - (y2 - y1) * lean, (y1 + y2) / 2 + (x2 - x1) * lean];
}
function arrowHead(pen, fromX, fromY, x, y, room, long) {
  const length = Math.hypot(x - fromX, y - fromY);
  if (length < room + long) return;
  const [ux, uy] = [(x - fromX) / length, (y - fromY) / length];
  const [tx, ty] = [x - ux * room, y - uy * room];
  pen.moveTo(tx, ty);
  pen.lineTo(tx - ux * long - uy * long * 0.42, ty - uy * long + ux * long * 0.42);
  pen.lineTo(tx - ux * long + uy * long * 0.42, ty - uy * long - ux * long * 0.42);
  pen.closePath();
}
