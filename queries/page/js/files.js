// Files of what is shown: PNG, SVG and CSV.
function save(name, blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
const fileName = (kind) => `${fold(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "network"}.${kind}`;
const HEAD = 58;
const FOOT = 34;
const caption = () => [words.made_short, `${words.hash} ${config.hash.slice(0, 12)}`, config.built].filter(Boolean).join(" · ");

// The view of the moment on a canvas of twice its size, with heading, notice and legend.
function savePng() {
  const [wide, high] = picture.size();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [wide * 2, (high + HEAD + FOOT) * 2];
  const pen = canvas.getContext("2d", { alpha: false });
  pen.scale(2, 2);
  pen.fillStyle = paint.ground;
  pen.fillRect(0, 0, wide, high + HEAD + FOOT);
  pen.save();
  pen.translate(0, HEAD);
  pen.beginPath();
  pen.rect(0, 0, wide, high);
  pen.clip();
  for (const step of paintAll(pen, picture.view(), wide, high, {})) void step;
  pen.restore();
  pen.textBaseline = "alphabetic";
  pen.textAlign = "left";
  pen.fillStyle = paint.ink;
  pen.font = `bold 18px ${FONTS}`;
  pen.fillText(undirected(document.title), 16, 26, wide - 32);
  pen.font = `12px ${FONTS}`;
  pen.fillStyle = paint.soft;
  pen.fillText([config.example ? words.notice : "", byId("shown").textContent].filter(Boolean).join(" · "), 16, 46, wide - 32);
  let x = 16;
  for (const kind of typesShown()) {
    pen.beginPath();
    shape(pen, config.types[kind].shape, x + 5, HEAD + high + 16, 5);
    pen.fillStyle = config.types[kind].colour;
    pen.strokeStyle = paint.rim;
    pen.lineWidth = 1;
    pen.fill();
    pen.stroke();
    pen.fillStyle = paint.soft;
    pen.fillText(typeLabel(kind), x + 14, HEAD + high + 20);
    x += 28 + pen.measureText(typeLabel(kind)).width;
  }
  pen.textAlign = "right";
  if (x < wide - 360) pen.fillText(caption(), wide - 16, HEAD + high + 20);
  canvas.toBlob((blob) => save(fileName("png"), blob), "image/png");
}
const typesShown = () => Object.keys(config.types).filter((kind) => shown.nodes.some((i) => type(i) === kind));

function saveSvg() {
  const [wide, high] = picture.size();
  const at = frameOf(picture.view(), wide, high);
  const svg = document.createElementNS(SVG, "svg");
  const set = (element, attributes) => { for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value); return element; };
  const add = (tag, attributes, text, into = svg) => { const made = set(document.createElementNS(SVG, tag), attributes); if (text) made.textContent = text; into.append(made); return made; };
  set(svg, { viewBox: `0 0 ${wide} ${high + HEAD + FOOT}`, width: wide, height: high + HEAD + FOOT, "font-family": "'Noto Sans', 'DejaVu Sans', 'Segoe UI', sans-serif", role: "img" });
  add("title", {}, document.title);
  add("rect", { width: "100%", height: "100%", fill: paint.ground });
  add("text", { x: 16, y: 26, "font-size": 18, "font-weight": "bold", fill: paint.ink }, undirected(document.title));
  add("text", { x: 16, y: 46, "font-size": 12, fill: paint.soft }, [config.example ? words.notice : "", byId("shown").textContent].filter(Boolean).join(" · "));
  add("rect", { width: wide, height: high }, null, add("clipPath", { id: "frame" }));
  const stage = add("g", { transform: `translate(0 ${HEAD})`, "clip-path": "url(#frame)" });
  const { groups } = inFrame(at);
  const path = () => { const steps = []; const point = (...n) => n.map((v) => v.toFixed(1)).join(" "); return { steps, moveTo: (...n) => steps.push(`M${point(...n)}`), lineTo: (...n) => steps.push(`L${point(...n)}`), quadraticCurveTo: (...n) => steps.push(`Q${point(...n)}`), closePath: () => steps.push("Z") }; };
  for (const n of groups.flat()) {
    const [stroke, head] = [path(), path()];
    traceLine(stroke, at, n, false);
    add("path", { d: stroke.steps.join(""), fill: "none", stroke: lineColour(n), "stroke-width": lineWidth(n), "stroke-dasharray": lineStyle(n).dashes.join(" ") || "none" }, null, stage);
    if (!symmetric(n)) traceHead(head, at, n, 7 + lineWidth(n));
    if (head.steps.length) add("path", { d: head.steps.join(""), fill: lineColour(n) }, null, stage);
  }
  const spots = spotsIn(at);
  for (const { i, x, y, r } of spots) stage.append(svgShape(look(i).shape, x, y, r, { fill: look(i).colour, stroke: paint.rim }));
  for (const { i, x, y } of placeLabels(spots, wide, high, [], null)) {
    const { lines, width } = wrap(i);
    const text = add("text", { "text-anchor": "middle", "font-size": LABEL, "font-weight": i === config.centre ? "bold" : "normal", fill: things.institution[i] ? paint.ink : paint.soft, stroke: paint.ground, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, null, stage);
    lines.forEach((words_, n) => add("tspan", { x: (x + width / 2).toFixed(1), y: (y + n * LINE + 12).toFixed(1) }, words_, text));
  }
  let x = 16;
  ruler.font = `12px ${FONTS}`;
  for (const kind of typesShown()) {
    svg.append(svgShape(config.types[kind].shape, x + 5, HEAD + high + 16, 5, { fill: config.types[kind].colour, stroke: paint.rim }));
    add("text", { x: x + 14, y: HEAD + high + 20, "font-size": 12, fill: paint.soft }, typeLabel(kind));
    x += 28 + ruler.measureText(typeLabel(kind)).width;
  }
  if (x < wide - 360) add("text", { x: wide - 16, y: HEAD + high + 20, "font-size": 12, "text-anchor": "end", fill: paint.soft }, caption());
  save(fileName("svg"), new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
}

// One line a quote. Text that a spreadsheet would take for a formula gets an apostrophe in front.
function saveCsv() {
  const cell = (value) => {
    const text = String(value === null || value === undefined ? "" : value);
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
  };
  const lines = [["subject", "subject_type", "relation", "object", "object_type", "status", "first_date", "last_date", "fields", "confidence", "sources", "quote", "title", "publisher", "published", "language", "url"]];
  const lines_ = Array.from({ length: links }, (_, n) => n).filter((n) => shown.edge[n] || (shown.node[relations.subject[n]] && relations.object[n] >= 0 && shown.node[relations.object[n]] && bends[n] === -128 && lineTest().passes(n)));
  for (const n of lines_) {
    const [a, b] = [relations.subject[n], relations.object[n]];
    const about_ = [things.name[a], type(a), predicate(n), things.name[b], type(b), status(n), first(n), last(n)];
    for (const claim of claimsOf(n))
      for (const passage of claim.passages) {
        const source = sourceOf(passage.source);
        lines.push([...about_, claim.fields.join("; "), claim.confidence / 100, relations.sources[n], passage.quote, source.title, source.publisher, source.date, source.language, source.url]);
      }
  }
  save(fileName("csv"), new Blob(["\ufeff", lines.map((line_) => `${line_.map(cell).join(",")}\r\n`).join("")], { type: "text/csv" }));
}
function startFiles() {
  const files = { png: savePng, svg: saveSvg, csv: saveCsv };
  for (const made of document.querySelectorAll("[data-save]")) made.addEventListener("click", () => files[made.dataset.save]());
}
