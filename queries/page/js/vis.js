// The picture drawn by vis-network, from the graph that pyvis made; everything around it is that of the page.
function visPicture(frame, overlays) {
  const made = config.pyvis;
  const known = new Set(made.nodes.map((node) => node.id));
  const nodes = new vis.DataSet(made.nodes.map((node) => ({ ...node, borderWidth: node.id === config.centre ? 4 : 1 })));
  const edges = new vis.DataSet(made.edges.map((edge) => ({ ...edge, smooth: curve(edge.id) })));
  const network = new vis.Network(frame, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { dragNodes: false, dragView: false, zoomView: false, selectable: false, hover: false, keyboard: false, tooltipDelay: 1e9 },
    edges: { arrowStrikethrough: false },
  });
  let lit = null;
  function curve(n) {
    if (!bends[n] || bends[n] === -128) return false;
    return { enabled: true, type: bends[n] > 0 ? "curvedCW" : "curvedCCW", roundness: 0.14 * Math.abs(bends[n]) };
  }
  const view = () => { const { x, y } = network.getViewPosition(); return { scale: network.getScale(), x, y }; };
  const at = () => frameOf(view(), frame.clientWidth, frame.clientHeight);
  function draw() {
    const bright = lit && new Set(lit.nodes);
    const lines = lit && new Set(lit.lines);
    nodes.update(made.nodes.map(({ id, color }) => ({ id, x: X[id], y: Y[id], hidden: !shown.node[id], opacity: !bright || bright.has(id) ? 1 : 0.2, color: { background: color, border: lit && lit.first.includes(id) ? paint.accent : paint.rim } })));
    edges.update(made.edges.map(({ id }) => ({ id, hidden: !shown.edge[id], color: { color: lit && lit.strong && lines.has(id) ? paint.accent : lineColour(id), inherit: false, opacity: !lines || lines.has(id) ? 1 : 0.15 } })));
  }
  network.on("beforeDrawing", (pen) => {
    pen.save();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = paint.ground;
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
    pen.restore();
  });
  network.on("afterDrawing", (pen) => {
    const here = at();
    const spots = spotsIn(here).filter(({ i }) => known.has(i) && (!lit || lit.nodes.includes(i)));
    const found = placeLabels(spots, here.wide, here.high, overlays(), new Set(lit ? lit.first : []));
    pen.save();
    const ratio = pen.canvas.width / frame.clientWidth;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawLabels(pen, found);
    pen.restore();
    Object.assign(frame.dataset, { nodes: shown.nodes.filter((i) => known.has(i)).length, labels: found.length, view: JSON.stringify([here.scale, view().x, view().y].map((n) => Number(n.toFixed(4)))) });
  });
  return {
    draw, view,
    open: () => { draw(); return onScreen(); },
    measure: () => network.setSize(`${frame.clientWidth}px`, `${frame.clientHeight}px`),
    setView: ({ scale, x, y }) => network.moveTo({ scale: Math.min(5, Math.max(0.004, scale)), position: { x, y } }),
    size: () => [frame.clientWidth, frame.clientHeight],
    screen: (i) => [at().sx(X[i]), at().sy(Y[i])],
    thing: (x, y) => nodeAt(at(), x, y),
    line: (x, y) => lineAt(at(), x, y),
    light: (next) => { if (next === lit) return; lit = next; draw(); },
    place: (x, y) => { const here = at(); return [x / here.scale + here.left, y / here.scale + here.top]; },
  };
}
