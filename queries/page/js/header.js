// Theme, language, link, files and help.
function setTheme(next) {
  theme = next;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  mix();
}
function startHeader() {
  const languages = byId("language");
  languages.addEventListener("change", () => { setLanguage(languages.value); act.changed(); });
  byId("theme").addEventListener("click", () => { setTheme(paint.dark ? "light" : "dark"); act.changed(); });
  byId("copy").addEventListener("click", async () => {
    clearTimeout(writing);
    const link = `${location.href.split("#")[0]}#${address(picture.view())}`;
    const field_ = byId("link");
    try {
      await navigator.clipboard.writeText(link);
      announce(words.copied);
      byId("copy-word").textContent = words.copied;
      setTimeout(() => { byId("copy-word").textContent = words.copy_link; }, 2500);
    } catch { // not allowed here: the reader copies it by hand
      field_.hidden = false;
      field_.value = link;
      field_.select();
      announce(words.copy_by_hand);
    }
  });
  byId("help").addEventListener("click", () => byId("help-text").showModal());
  byId("help-close").addEventListener("click", () => byId("help-text").close());
  for (const menu of document.querySelectorAll("details.menu")) menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); } });
  document.addEventListener("click", (event) => { for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false; });
}
function setLanguage(language) {
  if (language !== document.documentElement.lang) translate(language);
}
function translate(language) {
  speak(language);
  byId("language").value = language;
  if (byId("filters").dataset.written) writeFilters();
  for (const name of Object.keys(tables)) fill(name);
}
