// The panel beside the picture: a relation with its evidence, a thing with all that is known of it, a path.
const panel = byId("panel");
const trail = [];
const statusMark = (state) => (state ? make("span", { class: `status ${state}` }, statusLabel(state)) : null);
const named = (i) => bdi(things.name[i]);
const thingLink = (i) => button(named(i), () => act.choose(i), { class: "link" });
const lineLink = (n, text) => button(text, () => act.chooseLine(n), { class: "link" });

const SVG = "http://www.w3.org/2000/svg";
function icon(kind) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ class: "icon", viewBox: "-10 -10 20 20", width: 16, height: 16, "aria-hidden": "true" })) svg.setAttribute(name, value);
  svg.append(svgShape(config.types[kind].shape, 0, 0, 7.5, { fill: config.types[kind].colour }));
  return svg;
}
function svgShape(kind, x, y, r, attributes) {
  const mark = document.createElementNS(SVG, POINTS[kind] ? "polygon" : "circle");
  const where = POINTS[kind] ? { points: POINTS[kind].map(([px, py]) => `${(x + px * r).toFixed(1)},${(y + py * r).toFixed(1)}`).join(" ") } : { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1) };
  for (const [name, value] of Object.entries({ ...where, ...attributes })) mark.setAttribute(name, value);
  return mark;
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
  const more = button(say("more", { n: left }), () => { more.parentElement.remove(); reveal(parent, items, step * 4, from + step); }, { class: "link" });
  parent.append(make(parent.tagName === "UL" ? "li" : "p", {}, more));
}
function row(dl, term, value) {
  if (value === null || value === undefined || value === "") return;
  dl.append(make("dt", {}, term), make("dd", {}, value));
}

function tell(step, ...content) {
  const last = trail[trail.length - 1];
  if (!last || last.kind !== step.kind || last.number !== step.number) trail.push(step);
  const top = make("div", { class: "top" },
    trail.length > 1 ? button(`‹ ${words.back}`, goBack) : make("span"),
    button("×", act.shut, { "aria-label": words.close }));
  panel.replaceChildren(top, ...content.filter(Boolean));
  panel.scrollTop = 0;
  panel.dataset.shows = `${step.kind} ${step.number}`;
}
function goBack() {
  trail.pop();
  const step = trail.pop();
  if (step.kind === "thing") act.choose(step.number);
  else act.chooseLine(step.number);
  panel.focus({ preventScroll: true });
}
function showPanel() {
  const asked = state.line !== null || state.node !== null || state.scope === "path";
  if (asked && !evidence) panel.replaceChildren(make("p", { class: "hint" }, words.loading));
  else if (state.line !== null) tellRelation(state.line);
  else if (state.node !== null) tellThing(state.node);
  else if (state.scope === "path") tellPath();
  else welcome();
}
function welcome() {
  trail.length = 0;
  delete panel.dataset.shows;
  const best = [];
  for (const i of shown.nodes) {
    if (best.length === 12) break;
    if (things.institution[i] && things.degree[i]) best.push(i);
  }
  panel.replaceChildren(make("p", { class: "hint" }, words.panel_empty), list(words.best_connected, best.map((i) => () =>
    make("li", {}, thingLink(i), " ", make("span", { class: "note" }, `${typeLabel(type(i))}, ${things.degree[i]}`)))) || "");
}

function cite(parent, number) {
  const source = sourceOf(number);
  parent.append(make("cite", {}, bdi(source.title || words.untitled)));
  if (source.publisher) parent.append(", ", bdi(source.publisher));
  if (source.date) parent.append(", ", source.date);
  parent.append(`, ${languageLabel(source.language)}. `);
  if (source.url && /^https?:\/\//i.test(source.url))
    parent.append(make("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, words.open_article));
  return parent;
}
function figure(claim, passage) {
  const caption = make("figcaption");
  if (claim.role) caption.append(make("bdi", { class: "role" }, claim.role), ". ");
  cite(caption, passage.source);
  const facts = make("dl");
  row(facts, words.status, statusMark(claim.status));
  row(facts, words.date, when(claim.date));
  row(facts, words.fields, claim.fields.map(fieldLabel).join(", "));
  row(facts, words.confidence, percent(claim.confidence));
  row(facts, words.rule, make("code", {}, passage.rule));
  const language = sourceOf(passage.source).language;
  const quote = make("blockquote", { lang: /^[a-z]{2,3}$/.test(language) && language !== "und" ? language : null }, bdi(passage.quote));
  return make("figure", { class: "evidence card" }, quote, caption, facts);
}
const figures = (claims) => claims.flatMap((claim) => claim.passages.map((passage) => () => figure(claim, passage)));

const linked = (numbers) => {
  const parts = make("span");
  numbers.forEach((i, place) => parts.append(place ? ", " : "", thingLink(i)));
  return parts;
};
function dealCard(number) {
  const deal = dealOf(number);
  const facts = make("dl");
  row(facts, words.parties, linked(deal.parties));
  row(facts, words.status, statusMark(deal.status));
  row(facts, words.date, when(deal.date));
  row(facts, words.fields, deal.fields.map(fieldLabel).join(", "));
  if (deal.places.length) row(facts, words.place, linked(deal.places));
  return make("li", { class: "card" }, thingLink(deal.thing), facts);
}
// The agreements that a relation's statements belong to, and those that have both its ends as parties.
function dealsOf(n, claims) {
  const joint = evidence.deals.map((_, k) => k).filter((k) => [relations.subject[n], relations.object[n]].every((i) => evidence.deals[k][1].includes(i)));
  return [...new Set([...claims.map((claim) => claim.deal).filter((deal) => deal >= 0), ...joint])];
}
const target = (n, link) => (relations.object[n] < 0 ? bdi(fieldLabel(field(n))) : link ? thingLink(relations.object[n]) : named(relations.object[n]));

function tellRelation(n) {
  const claims = claimsOf(n);
  const facts = make("dl");
  row(facts, words.status, statusMark(status(n)) || statusLabel(null));
  row(facts, words.date, period(first(n), last(n)) || words.no_date);
  row(facts, words.fields, [...new Set(claims.flatMap((claim) => claim.fields))].map(fieldLabel).join(", "));
  row(facts, words.sources, sourceCount(relations.sources[n]));
  row(facts, words.confidence, percent(relations.confidence[n]));
  const proof = make("section", {}, make("h3", {}, words.evidence));
  reveal(proof, figures(claims), 20);
  const others = relations.object[n] < 0 ? [] : between(relations.subject[n], relations.object[n]).filter((other) => other !== n);
  tell({ kind: "relation", number: n },
    make("h2", {}, thingLink(relations.subject[n]), make("span", { class: "arrow" }, predicateLabel(predicate(n))), target(n, true)),
    facts, proof,
    list(words.agreements, dealsOf(n, claims).map((deal) => () => dealCard(deal))),
    list(words.between, others.map((other) => () => make("li", {}, sentence(other)))));
}
const sentence = (n) => lineLink(n, make("span", {}, named(relations.subject[n]), ` ${predicateLabel(predicate(n))} `, target(n)));

// One line about a relation as seen from one of its two ends.
function line(n, i, wording) {
  const backwards = relations.subject[n] !== i;
  const other = backwards ? relations.subject[n] : relations.object[n];
  const li = make("li");
  if (wording) li.append(`${predicateLabel(predicate(n), backwards)} `);
  li.append(lineLink(n, other < 0 ? bdi(fieldLabel(field(n))) : named(other)));
  const roles = [...new Set(claimsOf(n).map((claim) => claim.role).filter(Boolean))];
  if (roles.length) li.append(": ", bdi(roles.join("; ")));
  if (status(n)) li.append(" ", statusMark(status(n)));
  li.append(" ", make("span", { class: "note" }, [period(first(n), last(n)), sourceCount(relations.sources[n])].filter(Boolean).join(", ")));
  return li;
}

function tools(i) {
  const bar = make("div", { class: "tools", role: "group", "aria-label": words.tools });
  const hops = make("select", { "aria-label": words.hops, "data-tool": "hops" }, ...[1, 2, 3].map((k) => make("option", { value: k }, say("hops_n", { n: k }))));
  if (state.focus && state.focus.thing === i) hops.value = state.focus.hops;
  hops.addEventListener("change", () => state.scope === "focus" && act.focus(i, Number(hops.value)));
  const pinned = state.pins.has(i);
  bar.append(
    button(words.expand, () => act.expand(i), { "data-tool": "expand" }),
    button(words.focus, () => act.focus(i, Number(hops.value)), { "data-tool": "focus" }), hops,
    button(words.path_from, () => act.pathFrom(i), { "data-tool": "path", "aria-pressed": String(act.pathStart() === i) }));
  if (act.pathStart() !== null && act.pathStart() !== i) bar.append(button(say("path_to", { name: undirected(things.name[act.pathStart()]).slice(0, 40) }), () => act.pathTo(i), { "data-tool": "path-to" }));
  bar.append(
    button(pinned ? words.unpin : words.pin, () => act.pin(i), { "data-tool": "pin", "aria-pressed": String(pinned) }),
    button(words.hide, () => act.hide(i), { "data-tool": "hide" }));
  return bar;
}
function tellThing(i) {
  const mine = [...relationsOf(i)];
  const taken = new Set();
  const part = (heading, wanted, wording) => {
    const numbers = mine.filter((n) => !taken.has(n) && wanted(predicate(n), n));
    numbers.forEach((n) => taken.add(n));
    return list(heading, numbers.map((n) => () => line(n, i, wording)));
  };
  mine.filter((n) => predicate(n) === "PARTY_TO" && relations.subject[n] === i).forEach((n) => taken.add(n));
  const deal = evidence.deals.findIndex(([thing]) => thing === i);
  const joined = evidence.deals.map((_, n) => n).filter((n) => evidence.deals[n][1].includes(i) || n === deal);
  const names = namesOf(i).filter(([, name], n) => name !== things.name[i] || n > 0);
  const kind = make("p", { class: "kind" }, icon(type(i)), `${typeLabel(type(i))} · ${words.connections}: ${things.degree[i]} · ${sourceCount(things.sources[i])}`);
  if (country(i)) kind.append(` · ${countryLabel(country(i))}`);
  tell({ kind: "thing", number: i },
    make("h2", {}, named(i)), kind, tools(i),
    list(words.names, names.map(([language, name]) => () => make("li", {}, bdi(name), " ", make("span", { class: "note" }, languageLabel(language))))),
    part(words.fields, (name) => name === "SPECIALISES_IN" || name === "COVERS"),
    part(words.place, (name, n) => name === "LOCATED_IN" && relations.subject[n] === i),
    part(words.partners, (name) => name === "PARTNERS_WITH"),
    list(words.agreements, joined.map((n) => () => dealCard(n))),
    part(words.posts, (name) => name === "HOLDS_ROLE"),
    part(words.other_relations, () => true, true),
    deal < 0 ? null : dealEvidence(deal),
    list(words.named_in, evidence.named[i].map((n) => () => cite(make("li"), n))));
}
function dealEvidence(deal) {
  const seen = new Set();
  const once = figures(dealOf(deal).relations.flatMap(claimsOf)).map((made) => made());
  const first = once.filter((made) => { const text = made.querySelector("blockquote").textContent; return !seen.has(text) && seen.add(text); });
  return list(words.evidence, first.map((made) => () => make("li", {}, made)));
}
function tellPath() {
  const { from, to } = state.path;
  const steps = shown.path ? shown.path.lines : [];
  tell({ kind: "path", number: `${from} ${to}` },
    make("h2", {}, thingLink(from), make("span", { class: "arrow" }, words.path), thingLink(to)),
    steps.length ? list(say("path_steps", { n: steps.length }), steps.map((n) => () => make("li", {}, sentence(n)))) : make("p", {}, words.no_path));
}
