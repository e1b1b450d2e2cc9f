// Mouse, pen and fingers on the picture.
function startPointer() {
  const at = (event) => { const { left, top } = frame.getBoundingClientRect(); return [event.clientX - left, event.clientY - top]; };
  const held = new Map();
  let [drag, inUse, asked, last] = [null, false, false, null];
  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    inUse = true;
    const [x, y] = at(event);
    held.set(event.pointerId, [x, y]);
    if (held.size === 1) drag = { x, y, thing: picture.thing(x, y), far: false };
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    last = [x, y];
    if (!held.has(event.pointerId)) {
      if (!asked) requestAnimationFrame(() => { asked = false; hover(...last); });
      asked = true;
      return;
    }
    const before = held.get(event.pointerId);
    if (held.size === 2) {
      const [other] = [...held].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      zoom(Math.hypot(x - other[0], y - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1])), (x + other[0]) / 2, (y + other[1]) / 2);
      drag = null;
    } else if (drag) {
      drag.far = drag.far || Math.hypot(x - drag.x, y - drag.y) > 4;
      if (drag.far && drag.thing !== null) {
        [X[drag.thing], Y[drag.thing]] = picture.place(x, y);
        state.pins.set(drag.thing, [X[drag.thing], Y[drag.thing]]);
        picture.draw();
        light();
      } else if (drag.far) pan(before[0] - x, before[1] - y);
    }
    held.set(event.pointerId, [x, y]);
  });
  for (const kind of ["pointerup", "pointercancel"])
    frame.addEventListener(kind, (event) => {
      held.delete(event.pointerId);
      if (drag && !drag.far && kind === "pointerup") click(...at(event));
      else if (drag && drag.far && drag.thing !== null) act.changed();
      drag = null;
    });
  frame.addEventListener("pointerleave", () => { inUse = false; hover(-1e6, -1e6); });
  frame.addEventListener("dblclick", (event) => { const i = picture.thing(...at(event)); if (i !== null) act.expand(i); });
  // The wheel scrolls the page until the picture is in use, so that nobody gets caught in it on the way down.
  frame.addEventListener("wheel", (event) => {
    if (!inUse && !event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.03 : 0.0015)), ...at(event));
  }, { passive: false });
  function hover(x, y) {
    const i = picture.thing(x, y);
    frame.classList.toggle("pointing", i !== null || (shown.edges.length < 20000 && picture.line(x, y) !== null));
    if (i === hovered) return;
    hovered = i;
    light();
  }
  function click(x, y) {
    const i = picture.thing(x, y);
    const n = i === null ? picture.line(x, y) : null;
    if (i !== null) act.choose(i);
    else if (n !== null) act.chooseLine(n);
    else if (panel.dataset.shows && state.scope !== "path") act.shut();
  }
}
