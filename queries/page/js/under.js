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
