// What lies around the picture: legend, filters, dates, scope, theme, language.
function startLegend() {
  byId("legend").addEventListener("click", (event) => {
    const chip = event.target.closest("[data-type]");
    if (!chip) return;
    const kind = chip.dataset.type;
    const on = !typeOn(kind);
    if (on === shownAtFirst(kind)) state.types.delete(kind);
    else state.types.set(kind, on);
    act.changed();
  });
}
function checkboxes(parent, name, options) {
  parent.replaceChildren(...options.map(([value, text, count]) => {
    const box = make("input", { type: "checkbox", value, "data-filter": name });
    box.checked = !state[name].has(value);
    return make("label", {}, box, ` ${text} `, make("small", {}, count));
  }));
}
function counts(column, many) {
  const found = new Array(many + 1).fill(0);
  for (const value of column) found[value < 0 ? many : value] += 1;
  return found;
}
function options(select, choices, chosen) {
  select.replaceChildren(make("option", { value: "" }, words.any), ...choices.map(([value, text]) => make("option", { value }, text)));
  select.value = chosen;
}
const byText = (a, b) => a[1].localeCompare(b[1], document.documentElement.lang);

// Write the controls as the state is. Called after every change, and when the language changes.
function showControls() {
  for (const chip of byId("legend").querySelectorAll("[data-type]")) chip.setAttribute("aria-pressed", String(typeOn(chip.dataset.type)));
  byId("scope").value = state.scope === "all" || (!start && state.scope === "start") ? "all" : state.scope;
  for (const choice of byId("scope").options) choice.hidden = choice.disabled = (choice.value === "start" && !start) || (choice.value === "focus" && !state.focus) || (choice.value === "path" && !state.path);
  byId("confidence").value = state.confidence;
  byId("confidence-value").textContent = percent(state.confidence);
  byId("min-sources").value = state.sources;
  byId("theme").setAttribute("aria-pressed", String(paint.dark));
  const filtered = state.predicates.size + state.statuses.size + [state.field, state.country, state.confidence, state.sources > 1].filter(Boolean).length;
  byId("filter-count").textContent = filtered ? String(filtered) : "";
  byId("restore").hidden = !state.hidden.size;
  byId("restore-count").textContent = String(state.hidden.size);
  for (const box of document.querySelectorAll("[data-filter]")) box.checked = !state[box.dataset.filter].has(box.value);
  byId("field").value = state.field;
  byId("country").value = state.country;
  showDates();
  byId("shown").textContent = say("shown", { nodes: shown.nodes.length, lines: shown.edges.length, all: size }) + (shown.undated ? ` ${say("undated", { n: shown.undated })}` : "");
}
function writeFilters() {
  const told = counts(relations.predicate, codes.predicates.length);
  checkboxes(byId("predicates"), "predicates", codes.predicates.map((name, k) => [name, upFirst(predicateLabel(name)), told[k]]).sort(byText));
  const standing = counts(relations.status, codes.statuses.length);
  const known = [...config.statuses.filter((name) => codes.statuses.includes(name)).map((name) => [name, statusLabel(name), standing[codes.statuses.indexOf(name)]])];
  checkboxes(byId("statuses"), "statuses", [...known, ["", statusLabel(null), standing[codes.statuses.length]]]);
  options(byId("field"), codes.fields.map((code) => [code, upFirst(fieldLabel(code))]).sort(byText), state.field);
  options(byId("country"), codes.countries.map((code) => [code, countryLabel(code)]).sort(byText), state.country);
}
function startFilters() {
  const toggle = byId("filters-button");
  const drawer = byId("filters");
  const open = (on) => { drawer.hidden = !on; toggle.setAttribute("aria-expanded", String(on)); };
  toggle.addEventListener("click", () => { if (!drawer.dataset.written) writeFilters(); drawer.dataset.written = "1"; open(drawer.hidden); });
  drawer.addEventListener("keydown", (event) => { if (event.key === "Escape") { open(false); toggle.focus(); } });
  drawer.addEventListener("change", ({ target: box }) => {
    if (box.dataset.filter) {
      if (box.checked) state[box.dataset.filter].delete(box.value);
      else state[box.dataset.filter].add(box.value);
    } else if (box.id === "field" || box.id === "country") state[box.id] = box.value;
    else if (box.id === "min-sources") state.sources = Math.max(1, Math.min(99, Number(box.value) || 1));
    else return;
    act.changed();
  });
  byId("confidence").addEventListener("input", (event) => { state.confidence = Number(event.target.value); act.changed(); });
  byId("reset").addEventListener("click", () => { const { node, line } = state; state = Object.assign(fresh(), { node, line }); act.changed(true); });
  byId("restore").addEventListener("click", () => { state.hidden.clear(); act.changed(); });
  byId("scope").addEventListener("change", (event) => { state.scope = event.target.value === "all" && !start ? "start" : event.target.value; act.changed(true); });
}
