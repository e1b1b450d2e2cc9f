// Places for a small part of the data that the reader chose, made here: stress majorisation, then boxes pushed apart.
const boxOf = (i) => [Math.max(2 * things.radius[i], Math.min(132, things.name[i].length * 6.6)) + 14, 2 * things.radius[i] + 15 * (Math.min(3, Math.ceil((things.name[i].length * 6.6) / 132)) || 1) + 14];

function arrange(chosen) {
  const nodes = [...chosen];
  const many = nodes.length;
  if (!many) return;
  const row = new Map(nodes.map((i, k) => [i, k]));
  const near = nodes.map((i) => [...neighboursOf(i)].filter((j) => row.has(j)).map((j) => row.get(j)));
  const unit = 110;
  const wanted = nodes.map((_, k) => distances(k, near, unit));
  const far = Math.max(unit, ...wanted.flatMap((line) => Array.from(line).filter(Number.isFinite)));
  const x = nodes.map((i, k) => far * 0.5 * Math.sqrt(k / many) * Math.cos(k * 2.399963));
  const y = nodes.map((i, k) => far * 0.5 * Math.sqrt(k / many) * Math.sin(k * 2.399963));
  for (let round = 0; round < 40; round += 1)
    for (let a = 0; a < many; a += 1) {
      let [sx, sy, sum] = [0, 0, 0];
      for (let b = 0; b < many; b += 1) {
        if (a === b) continue;
        const length = Number.isFinite(wanted[a][b]) ? wanted[a][b] : far * 1.3;
        const weight = Number.isFinite(wanted[a][b]) ? 1 / (length * length) : 0.1 / (length * length);
        const [dx, dy] = [x[a] - x[b], y[a] - y[b]];
        const pull = length / Math.max(Math.hypot(dx, dy), 1e-9);
        sx += weight * (x[b] + dx * pull);
        sy += weight * (y[b] + dy * pull);
        sum += weight;
      }
      if (sum) { x[a] = sx / sum; y[a] = sy / sum; }
    }
  partBoxes(nodes.map(boxOf), x, y);
  nodes.forEach((i, k) => { X[i] = x[k]; Y[i] = y[k]; });
}
// Steps to all others, those at a busy thing longer so that its neighbours fit around it.
function distances(from, near, unit) {
  const found = new Float64Array(near.length).fill(Infinity);
  found[from] = 0;
  const queue = [from];
  for (let k = 0; k < queue.length; k += 1)
    for (const other of near[queue[k]]) {
      if (found[other] < Infinity) continue;
      found[other] = found[queue[k]] + unit * Math.max(1, 0.45 * Math.sqrt(Math.max(near[queue[k]].length, near[other].length)));
      queue.push(other);
    }
  return found;
}
function partBoxes(boxes, x, y) {
  for (let round = 0; round < 300; round += 1) {
    let clashes = 0;
    for (let a = 0; a < boxes.length; a += 1)
      for (let b = 0; b < a; b += 1) {
        const [dx, dy] = [x[a] - x[b], y[a] - y[b]];
        const over = [(boxes[a][0] + boxes[b][0]) / 2 - Math.abs(dx), (boxes[a][1] + boxes[b][1]) / 2 - Math.abs(dy)];
        if (over[0] <= 0.5 || over[1] <= 0.5) continue;
        clashes += 1;
        if (over[0] * 0.8 < over[1]) { const push = (dx >= 0 ? 0.35 : -0.35) * over[0]; x[a] += push; x[b] -= push; }
        else { const push = (dy >= 0 ? 0.35 : -0.35) * over[1]; y[a] += push; y[b] -= push; }
      }
    if (!clashes) return;
  }
}
// A path: its things in a zigzag from left to right, so that no label lies on the next.
function lineUp(nodes) {
  nodes.forEach((i, k) => { X[i] = k * 170; Y[i] = k % 2 ? 70 : 0; });
}
// Each newcomer in free space beside what it is linked with; nothing that has a place is moved.
function nestle(newcomers, settled) {
  const taken = [...settled].map((i) => [X[i], Y[i], boxOf(i)]);
  const there = new Set(settled);
  for (const i of newcomers) {
    const near = [...neighboursOf(i)].filter((j) => there.has(j));
    const at = near.length ? near : [...settled];
    const mean = (of) => at.reduce((sum, j) => sum + of[j], 0) / Math.max(at.length, 1);
    const [mx, my] = [mean(X), mean(Y)];
    const box = boxOf(i);
    for (let step = 0; ; step += 1 + Math.floor(step / 50)) {
      const [px, py] = [mx + 7.8 * Math.sqrt(step) * Math.cos(step * 2.399963), my + 6 * Math.sqrt(step) * Math.sin(step * 2.399963)];
      if (taken.some(([x, y, other]) => Math.abs(x - px) < (box[0] + other[0]) / 2 && Math.abs(y - py) < (box[1] + other[1]) / 2)) continue;
      [X[i], Y[i]] = [px, py];
      break;
    }
    taken.push([X[i], Y[i], box]);
    there.add(i);
  }
}
