// The behaviour of the page. All text from articles goes in by textContent; nothing here makes markup from text.
(() => {
  "use strict";
  const { view, words, labels, picture } = JSON.parse(document.getElementById("data").textContent);
  const { things, relations, sources, deals } = view;
  const byId = (id) => document.getElementById(id);
  const frame = byId("picture");
  const panel = byId("panel");
  document.documentElement.classList.add("js");

  // ------------------------------------------------------------------ text
  const upFirst = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const typeLabel = (type) => upFirst(labels.types[type] || type);
  const statusLabel = (status) => (status ? upFirst(labels.statuses[status] || status) : upFirst(words.stated));
  const when = (date) => (!date ? "" : date.startsWith("--") ? words.no_year.replace("{date}", date.slice(2)) : date);
  const period = (r) => (r.first && r.last && r.first !== r.last ? `${when(r.first)} – ${when(r.last)}` : when(r.last || r.first));
  const percent = (x) => `${Math.round(x * 100)} %`;
  const sourceCount = (n) => (n === 1 ? words.source_one : words.source_many.replace("{n}", n));
  const predicate = (r, backwards) => labels.predicates[r.predicate][backwards ? 1 : 0];
  const fold = (text) =>
    text.replace(/_/g, " ").toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/ł/g, "l").replace(/\s+/g, " ").trim();

  // ------------------------------------------------------------------ elements
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of children) if (child !== null && child !== undefined && child !== "") element.append(child);
    return element;
  }
  const bdi = (text) => make("bdi", {}, text);
  const named = (i) => bdi(things[i].name);
  function icon(type) {
    const sample = [...document.querySelectorAll("#legend [data-type]")].find((chip) => chip.dataset.type === type);
    return sample ? sample.querySelector("svg").cloneNode(true) : null;
  }
  function list(heading, items) {
    if (!items.length) return null;
    const ul = make("ul");
    reveal(ul, items, 40);
    return make("section", {}, make("h3", {}, heading), ul);
  }
  // Show items step by step, so that a thousand of them do not stall the page. Items are functions that make one.
  function reveal(parent, items, step, from = 0) {
    for (const item of items.slice(from, from + step)) parent.append(item());
    const left = items.length - from - step;
    if (left <= 0) return;
    const more = make("button", { type: "button", class: "link", onclick: () => { more.remove(); reveal(parent, items, step, from + step); } },
      words.more.replace("{n}", left));
    parent.append(more);
  }
  const thingLink = (i) => make("button", { type: "button", class: "link", onclick: () => showThing(i) }, named(i));
  const relationLink = (n, text) => make("button", { type: "button", class: "link", onclick: () => showRelation(n) }, text);
  function row(dl, term, value) {
    if (value === null || value === undefined || value === "") return;
    dl.append(make("dt", {}, term), make("dd", {}, value));
  }
  const statusMark = (status) => (status ? make("span", { class: `status ${status}` }, statusLabel(status)) : null);

  // ------------------------------------------------------------------ panel
  const trail = [];
  function open(step, ...content) {
    const last = trail[trail.length - 1];
    if (!last || last.kind !== step.kind || last.number !== step.number) trail.push(step);
    const top = make("div", { class: "top" },
      trail.length > 1 ? make("button", { type: "button", onclick: goBack }, `‹ ${words.back}`) : make("span"),
      make("button", { type: "button", onclick: shut, "aria-label": words.close }, "×"));
    panel.replaceChildren(top, ...content.filter(Boolean));
    panel.scrollTop = 0;
    panel.dataset.shows = `${step.kind} ${step.number}`;
  }
  function goBack() {
    trail.pop();
    const step = trail.pop();
    (step.kind === "thing" ? showThing : showRelation)(step.number);
    panel.focus({ preventScroll: true });
  }
  function shut() {
    trail.length = 0;
    welcome();
    delete panel.dataset.shows;
    emphasise(null, null);
    frame.focus({ preventScroll: true });
  }

  function welcome() {
    const best = things.map((thing, i) => i).filter((i) => things[i].institution && things[i].degree).slice(0, 12);
    panel.replaceChildren(make("p", { class: "hint" }, words.panel_empty), list(words.best_connected, best.map((i) => () =>
      make("li", {}, thingLink(i), " ", make("span", { class: "note" }, `${typeLabel(things[i].type)}, ${things[i].degree}`)))) || "");
  }

  function cite(parent, number) {
    const source = sources[number];
    parent.append(make("cite", {}, bdi(source.title || words.untitled)));
    if (source.publisher) parent.append(", ", bdi(source.publisher));
    if (source.date) parent.append(", ", source.date);
    parent.append(`, ${words.languages[source.language] || source.language}. `);
    if (source.url && /^https?:\/\//i.test(source.url))
      parent.append(make("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, words.open_article));
    return parent;
  }
  function figure(claim, passage) {
    const about = make("figcaption");
    if (claim.role) about.append(make("bdi", { class: "role" }, claim.role), ". ");
    cite(about, passage.source);
    const facts = make("dl");
    row(facts, words.status, statusMark(claim.status));
    row(facts, words.date, when(claim.date));
    row(facts, words.fields, claim.fields.join(", "));
    row(facts, words.confidence, percent(claim.confidence));
    row(facts, words.rule, make("code", {}, passage.rule));
    return make("figure", { class: "evidence card" }, make("blockquote", {}, bdi(passage.quote)), about, facts);
  }
  const figures = (claims) => claims.flatMap((claim) => claim.passages.map((passage) => () => figure(claim, passage)));

  function dealCard(number) {
    const deal = deals[number];
    const facts = make("dl");
    const parties = make("span");
    deal.parties.forEach((i, place) => parties.append(place ? ", " : "", thingLink(i)));
    row(facts, words.parties, parties);
    row(facts, words.status, statusMark(deal.status));
    row(facts, words.date, when(deal.date));
    row(facts, words.fields, deal.fields.join(", "));
    const places = make("span");
    deal.places.forEach((i, place) => places.append(place ? ", " : "", thingLink(i)));
    if (deal.places.length) row(facts, words.place, places);
    const heading = make("button", { type: "button", class: "link", onclick: () => showThing(deal.thing) }, named(deal.thing));
    return make("div", { class: "card" }, heading, facts);
  }
  // The agreements that a relation's statements belong to, and those that have both its ends as parties.
  function dealsOf(r) {
    const joint = deals.map((deal, n) => n).filter((n) => deals[n].parties.includes(r.subject) && deals[n].parties.includes(r.object));
    return [...new Set([...r.claims.map((claim) => claim.deal).filter((deal) => deal !== null), ...joint])];
  }

  function showRelation(number) {
    const r = relations[number];
    const target = r.object === null ? bdi(r.field) : thingLink(r.object);
    const facts = make("dl");
    row(facts, words.status, statusMark(r.status) || statusLabel(null));
    row(facts, words.date, period(r) || words.no_date);
    row(facts, words.fields, [...new Set(r.claims.flatMap((claim) => claim.fields))].join(", "));
    row(facts, words.sources, sourceCount(r.sources));
    row(facts, words.confidence, percent(r.confidence));
    const evidence = make("section", {}, make("h3", {}, words.evidence));
    reveal(evidence, figures(r.claims), 20);
    const others = r.object === null ? [] : (between.get(pairKey(r.subject, r.object)) || []).filter((n) => n !== number);
    open({ kind: "relation", number },
      make("h2", {}, thingLink(r.subject), make("span", { class: "arrow" }, predicate(r)), target),
      facts, evidence,
      list(words.agreements, dealsOf(r).map((deal) => () => dealCard(deal))),
      list(words.between, others.map((n) => () => make("li", {}, sentence(n)))));
    emphasise(null, number);
  }
  function sentence(number) {
    const r = relations[number];
    const text = make("span", {}, named(r.subject), ` ${predicate(r)} `, r.object === null ? r.field : named(r.object));
    return relationLink(number, text);
  }

  // One line about a relation as seen from one of its two ends.
  function line(number, i, wording) {
    const r = relations[number];
    const backwards = r.subject !== i;
    const other = backwards ? r.subject : r.object;
    const li = make("li");
    if (wording) li.append(`${predicate(r, backwards)} `);
    li.append(other === null ? relationLink(number, bdi(r.field)) : relationLink(number, named(other)));
    const roles = [...new Set(r.claims.map((claim) => claim.role).filter(Boolean))];
    if (roles.length) li.append(": ", bdi(roles.join("; ")));
    if (r.status) li.append(" ", statusMark(r.status));
    const note = [period(r), sourceCount(r.sources)].filter(Boolean).join(", ");
    li.append(" ", make("span", { class: "note" }, note));
    return li;
  }

  function showThing(i) {
    const thing = things[i];
    const mine = about[i];
    const taken = new Set();
    const part = (heading, wanted, wording) => {
      const numbers = mine.filter((n) => !taken.has(n) && wanted(relations[n]));
      numbers.forEach((n) => taken.add(n));
      return list(heading, numbers.map((n) => () => line(n, i, wording)));
    };
    mine.filter((n) => relations[n].predicate === "PARTY_TO" && relations[n].subject === i).forEach((n) => taken.add(n));
    const deal = deals.findIndex((d) => d.thing === i);
    const joined = deals.map((d, n) => n).filter((n) => deals[n].parties.includes(i) || n === deal);
    const names = thing.names.filter(([, name], n) => name !== thing.name || n > 0);
    const step = { kind: "thing", number: i };
    open(step,
      make("h2", {}, named(i)),
      make("p", { class: "kind" }, icon(thing.type), typeLabel(thing.type),
        ` · ${words.connections}: ${thing.degree} · ${sourceCount(thing.sources.length)}`),
      list(words.names, names.map(([language, name]) => () =>
        make("li", {}, bdi(name), " ", make("span", { class: "note" }, words.languages[language] || language)))),
      part(words.fields, (r) => r.predicate === "SPECIALISES_IN" || r.predicate === "COVERS"),
      part(words.place, (r) => r.predicate === "LOCATED_IN" && r.subject === i),
      part(words.partners, (r) => r.predicate === "PARTNERS_WITH"),
      list(words.agreements, joined.map((n) => () => dealCard(n))),
      part(words.posts, (r) => r.predicate === "HOLDS_ROLE"),
      part(words.other_relations, () => true, true),
      deal < 0 ? null : dealEvidence(deal),
      list(words.named_in, thing.sources.map((n) => () => cite(make("li"), n))));
    emphasise(i, null);
  }
  function dealEvidence(deal) {
    const seen = new Set();
    const once = figures(deals[deal].relations.flatMap((n) => relations[n].claims)).map((f) => f());
    const fresh = once.filter((f) => { const text = f.querySelector("blockquote").textContent; return !seen.has(text) && seen.add(text); });
    return list(words.evidence, fresh.map((f) => () => f));
  }

  // ------------------------------------------------------------------ who is connected with whom
  const pairKey = (a, b) => `${Math.min(a, b)} ${Math.max(a, b)}`;
  const between = new Map();
  const about = things.map(() => []);
  relations.forEach((r, n) => {
    about[r.subject].push(n);
    if (r.object === null) return;
    if (r.object !== r.subject) about[r.object].push(n);
    const key = pairKey(r.subject, r.object);
    if (!between.has(key)) between.set(key, []);
    between.get(key).push(n);
  });

  // ------------------------------------------------------------------ picture
  const spots = new Map(picture.nodes.map((node) => [node.id, node]));
  const colours = new Map(picture.edges.map((edge) => [edge.id, edge.color]));
  const hiddenTypes = new Set(picture.nodes.filter((node) => node.hidden).map((node) => things[node.id].type));
  const border = "#33404d";
  const nodes = new vis.DataSet(picture.nodes.map((node) => ({
    ...node,
    color: { background: node.color, border, highlight: { background: node.color, border: "#000" }, hover: { background: node.color, border: "#000" } },
    borderWidth: node.id === view.centre ? 4 : 1,
    borderWidthSelected: 3,
  })));
  const edges = new vis.DataSet(picture.edges.map((edge) => ({ ...edge, color: edgeColour(edge.id, 1) })));
  function edgeColour(id, opacity) {
    return { color: colours.get(id), highlight: "#d1495b", hover: "#1b2733", inherit: false, opacity };
  }
  const network = new vis.Network(frame, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, hideEdgesOnDrag: picture.edges.length > 1500, selectConnectedEdges: false, tooltipDelay: 1e6 },
    nodes: { chosen: true, scaling: { label: { enabled: false } } },
    edges: { selectionWidth: 2, hoverWidth: 1, arrowStrikethrough: false },
  });
  const visible = (i) => spots.has(i) && !hiddenTypes.has(things[i].type);

  function fit() {
    const shown = picture.nodes.filter((node) => visible(node.id));
    if (!shown.length || !frame.clientWidth) return;
    // Labels keep their size, so they take a margin of the frame; the key to the lines lies over its lower edge, and
    // the buttons over its upper one, which costs room only where a node would lie under them.
    const [side, foot] = [72, 80];
    const left = Math.min(...shown.map((n) => n.x));
    const right = Math.max(...shown.map((n) => n.x));
    const top = Math.min(...shown.map((n) => n.y - n.size));
    const bottom = Math.max(...shown.map((n) => n.y + n.size));
    const buttons = frame.parentElement.querySelector(".zoom");
    const below = buttons.offsetTop + buttons.offsetHeight;
    for (const head of [24, below + 6]) {
      const scale = Math.min((frame.clientWidth - 2 * side) / Math.max(right - left, 1), (frame.clientHeight - head - foot) / Math.max(bottom - top, 1), 1.2);
      const position = { x: (left + right) / 2, y: (top + bottom) / 2 + (foot - head) / 2 / scale };
      network.moveTo({ position, scale });
      const covered = (n) => (n.x + n.size - position.x) * scale + frame.clientWidth / 2 > buttons.offsetLeft && (n.y - n.size - position.y) * scale + frame.clientHeight / 2 < below;
      if (!shown.some(covered)) break;
    }
  }
  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)) });
  }
  function pan(x, y) {
    const at = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
  }

  let hovered = null; // the thing under the pointer: its label is always drawn
  let lit = null; // things that stay bright while the rest is dimmed
  function emphasise(thing, number) {
    const bright = new Set();
    const lines = new Set();
    if (thing !== null) {
      bright.add(thing);
      for (const n of about[thing]) {
        lines.add(n);
        bright.add(relations[n].subject);
        if (relations[n].object !== null) bright.add(relations[n].object);
      }
    } else if (number !== null) {
      const r = relations[number];
      bright.add(r.subject);
      if (r.object !== null) bright.add(r.object);
      lines.add(number);
    }
    lit = bright.size ? bright : null;
    nodes.update(picture.nodes.map((node) => ({ id: node.id, opacity: !lit || lit.has(node.id) ? 1 : 0.22 })));
    edges.update(picture.edges.map((edge) => ({ id: edge.id, color: edgeColour(edge.id, !lit || lines.has(edge.id) ? 1 : 0.18) })));
    network.setSelection({
      nodes: thing !== null && spots.has(thing) ? [thing] : [],
      edges: number !== null && colours.has(number) ? [number] : [],
    }, { highlightEdges: false });
  }

  function applyTypes() {
    nodes.update(picture.nodes.map((node) => ({ id: node.id, hidden: !visible(node.id) })));
    edges.update(picture.edges.map((edge) => ({ id: edge.id, hidden: !visible(edge.from) || !visible(edge.to) })));
    for (const chip of document.querySelectorAll("#legend [data-type]"))
      chip.setAttribute("aria-pressed", String(!hiddenTypes.has(chip.dataset.type)));
  }
  function reach(i) {
    if (!spots.has(i)) return;
    if (hiddenTypes.delete(things[i].type)) applyTypes();
    network.moveTo({ position: spots.get(i), scale: Math.max(network.getScale(), 0.9) });
  }

  // Bring both ends of a relation into view.
  function reachBoth(number) {
    const ends = [relations[number].subject, relations[number].object].filter((i) => spots.has(i));
    const types = ends.map((i) => hiddenTypes.delete(things[i].type));
    if (types.includes(true)) applyTypes();
    if (ends.length < 2) return;
    const [a, b] = ends.map((i) => spots.get(i));
    const room = Math.min(frame.clientWidth / (Math.abs(a.x - b.x) + 160), frame.clientHeight / (Math.abs(a.y - b.y) + 160));
    network.moveTo({ position: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, scale: Math.min(room, Math.max(network.getScale(), 0.9)) });
  }

  // Labels keep the size of reading text at any zoom. The best connected get theirs first; one that would lie on
  // another label or on a node is left out until there is room for it.
  const pen = document.createElement("canvas").getContext("2d");
  const fontOf = (i, size) => `${i === view.centre ? "bold " : ""}${size}px system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif`;
  const LABEL = 12.5;
  const wrapped = new Map();
  function wrap(i) {
    if (wrapped.has(i)) return wrapped.get(i);
    pen.font = fontOf(i, LABEL);
    const lines = [""];
    // Direction marks would turn the text around them on a canvas, where nothing isolates them.
    const pieces = things[i].name.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, "").split(/\s+/).flatMap((word) => word.match(/.{1,20}/gu) || []);
    for (const word of pieces) {
      const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
      if (pen.measureText(longer).width <= 136 || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    if (lines.length > 3) lines.splice(2, lines.length, `${lines[2]}…`);
    const label = { lines, width: Math.max(...lines.map((text) => pen.measureText(text).width)) + 6, height: lines.length * 15 };
    wrapped.set(i, label);
    return label;
  }
  const order = picture.nodes.map((node) => node.id).sort((a, b) => (b === view.centre) - (a === view.centre) || things[b].institution - things[a].institution || a - b);
  function clash(boxes, box, own) {
    return boxes.some((other) => other.own !== own && box.x < other.x + other.w && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h);
  }
  // What lies over the picture: the zoom buttons and the key to the lines.
  function overlays() {
    const { left, top } = frame.getBoundingClientRect();
    return [...frame.parentElement.querySelectorAll(".zoom, .lines")].map((element) => {
      const box = element.getBoundingClientRect();
      return { own: -1, x: box.left - left, y: box.top - top, w: box.width, h: box.height };
    });
  }
  function drawLabels(context) {
    const scale = network.getScale();
    const at = network.getViewPosition();
    frame.dataset.view = JSON.stringify([scale, at.x, at.y].map((n) => Number(n.toFixed(4))));
    const wide = frame.clientWidth;
    const high = frame.clientHeight;
    const places = [];
    for (const i of order) {
      if (!visible(i)) continue;
      const spot = spots.get(i);
      const x = (spot.x - at.x) * scale + wide / 2;
      const y = (spot.y - at.y) * scale + high / 2;
      if (x < -80 || y < -60 || x > wide + 80 || y > high + 60) continue;
      places.push({ i, x, y, r: Math.max(spot.size * scale, 1) });
    }
    const boxes = places.map(({ i, x, y, r }) => ({ own: i, x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
    boxes.push(...overlays());
    const first = (i) => (i === hovered ? 2 : lit && lit.has(i) ? 1 : 0);
    places.sort((a, b) => first(b.i) - first(a.i));
    context.save();
    context.textBaseline = "top";
    context.textAlign = "center";
    context.lineJoin = "round";
    const drawn = [];
    for (const { i, x, y, r } of places) {
      const { lines, width, height } = wrap(i);
      const choices = [[x - width / 2, y + r + 2], [x - width / 2, y - r - height - 2], [x + r + 3, y - height / 2], [x - r - 3 - width, y - height / 2],
        [x + r * 0.7, y + r * 0.7], [x + r * 0.7, y - r * 0.7 - height], [x - r * 0.7 - width, y + r * 0.7], [x - r * 0.7 - width, y - r * 0.7 - height]];
      const box = choices.map(([left, top]) => ({ own: i, x: left, y: top, w: width, h: height })).find((b) => b.x > 0 && b.y > 0 && b.x + b.w < wide && b.y + b.h < high && !clash(boxes, b, i))
        || (i === hovered ? { x: x - width / 2, y: y + r + 2 } : null);
      if (!box) continue;
      boxes.push({ own: -1, x: box.x, y: box.y, w: width, h: height });
      drawn.push(i);
      context.font = fontOf(i, LABEL / scale);
      context.globalAlpha = lit && !lit.has(i) ? 0.35 : 1;
      context.strokeStyle = "#fff";
      context.lineWidth = 3.5 / scale;
      context.fillStyle = things[i].institution ? "#1b2733" : "#55636f";
      lines.forEach((text, n) => {
        const tx = (box.x + width / 2 - wide / 2) / scale + at.x;
        const ty = (box.y + n * 15 + 1 - high / 2) / scale + at.y;
        context.strokeText(text, tx, ty);
        context.fillText(text, tx, ty);
      });
    }
    context.restore();
    frame.dataset.labels = drawn.length;
  }

  network.on("afterDrawing", drawLabels);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) showThing(node);
    else if (edge !== undefined) showRelation(edge);
    else if (panel.dataset.shows) shut();
  });
  for (const kind of ["Node", "Edge"]) {
    network.on(`hover${kind}`, () => { frame.style.cursor = "pointer"; });
    network.on(`blur${kind}`, () => { frame.style.cursor = ""; });
  }
  network.on("hoverNode", ({ node }) => { hovered = node; });
  network.on("blurNode", () => { hovered = null; });
  // The wheel scrolls the page until the picture is in use, so that nobody gets caught in it on the way down.
  let inUse = false;
  frame.addEventListener("pointerdown", () => { inUse = true; });
  frame.addEventListener("pointerleave", () => { inUse = false; });
  frame.addEventListener("wheel", (event) => { if (!inUse && !event.ctrlKey) event.stopPropagation(); }, { capture: true, passive: true });
  const keys = {
    ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit, Escape: shut,
  };
  frame.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  const zooms = { in: () => zoom(1.25), out: () => zoom(0.8), fit };
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", zooms[button.dataset.zoom]);

  // ------------------------------------------------------------------ legend, tables, search
  byId("legend").addEventListener("click", (event) => {
    const chip = event.target.closest("[data-type]");
    if (!chip) return;
    if (!hiddenTypes.delete(chip.dataset.type)) hiddenTypes.add(chip.dataset.type);
    applyTypes();
  });
  byId("tables").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.relation) { showRelation(Number(button.dataset.relation)); reachBoth(Number(button.dataset.relation)); }
    else { showThing(Number(button.dataset.thing)); reach(Number(button.dataset.thing)); }
    panel.focus({ preventScroll: true });
    (innerWidth > 900 ? byId("network") : panel).scrollIntoView();
  });

  const search = byId("search");
  const found = byId("found");
  const keysOf = things.map((thing) => [thing.name, ...thing.names.map(([, name]) => name)].map(fold));
  let hits = [];
  let chosen = -1;
  function look() {
    const wanted = fold(search.value);
    const parts = wanted.split(" ");
    const rank = (keysOfOne) => Math.min(...keysOfOne.map((key) => (key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(wanted) ? 2 : parts.every((part) => key.includes(part)) ? 3 : 9)));
    hits = !wanted ? [] : things.map((thing, i) => [rank(keysOf[i]), i]).filter(([score]) => score < 9).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 12).map(([, i]) => i);
    chosen = hits.length ? 0 : -1;
    found.replaceChildren(...hits.map((i, n) => make("li", { role: "option", id: `found-${n}`, "data-thing": i }, icon(things[i].type),
      make("span", {}, named(i), make("small", {}, typeLabel(things[i].type))))));
    if (wanted && !hits.length) found.append(make("li", { role: "option", "aria-disabled": "true" }, words.nothing_found));
    found.hidden = !wanted;
    search.setAttribute("aria-expanded", String(!found.hidden));
    mark();
  }
  function mark() {
    [...found.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    if (chosen >= 0) {
      search.setAttribute("aria-activedescendant", `found-${chosen}`);
      found.children[chosen].scrollIntoView({ block: "nearest" });
    } else search.removeAttribute("aria-activedescendant");
  }
  function hideFound() {
    found.hidden = true;
    search.setAttribute("aria-expanded", "false");
    search.removeAttribute("aria-activedescendant");
  }
  function choose(i) {
    hideFound();
    search.value = things[i].name;
    showThing(i);
    reach(i);
  }
  search.addEventListener("input", look);
  search.addEventListener("focus", () => { if (search.value) look(); });
  search.addEventListener("blur", () => setTimeout(hideFound, 150));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideFound();
    else if (event.key === "Enter" && chosen >= 0 && !found.hidden) choose(hits[chosen]);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!hits.length) return;
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      mark();
    } else return;
    event.preventDefault();
  });
  found.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-thing]");
    event.preventDefault();
    if (item) choose(Number(item.dataset.thing));
  });

  // Open on something that can be read: all of it, or where that would be too small, what was asked for or is best connected.
  function start() {
    fit();
    const shown = picture.nodes.filter((node) => visible(node.id));
    if (network.getScale() >= 0.35 || !shown.length) return;
    const scale = 0.55;
    const first = spots.get(order.find(visible));
    const within = (at, all, room) => Math.max(Math.min(...all) + room, Math.min(Math.max(...all) - room, at));
    const x = within(first.x, shown.map((n) => n.x), (frame.clientWidth / 2 - 70) / scale);
    const y = within(first.y, shown.map((n) => n.y), (frame.clientHeight / 2 - 60) / scale);
    network.moveTo({ position: { x, y }, scale });
  }

  applyTypes();
  welcome();
  start();
  let width = frame.clientWidth;
  addEventListener("resize", () => {
    if (frame.clientWidth === width) return;
    width = frame.clientWidth;
    requestAnimationFrame(start);
  });
})();
