/*
 * Pans, zooms and drags a map step by step and counts what each step costs the page. Run by measure/map.rs in
 * the window of the app (arguments: "app") and in bpmn-js (arguments: "bpmn-js" and what the app answered, so
 * that both move the same way over canvases of the same size at the same scales). Answers by the callback.
 *
 * A step of the app is the event a person's hand would cause. A step of bpmn-js is the call its own handler of
 * that event makes (pan, zoom), which spares it the handler, or the event itself (drag).
 */
const [kind, like] = arguments;
const answer = arguments[arguments.length - 1];

const PAN = 40;
const ZOOM = 1.1;
const DRAG = 10;
/** Rounds of a stroke, there and back: as many as the time allows, milliseconds a pass, and one at least. */
const ROUNDS = 6;
const TIME = 4000;

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** What was put off to the end of the task has been done. */
async function settled() {
  for (let turn = 0; turn < 4; turn += 1) await null;
}

/** Steps there and back again: the page is where it was. */
const thereAndBack = (steps, act) =>
  Array.from({ length: 2 * steps }, (_, at) => () => act(at < steps ? 1 : -1));

/** Goes through the steps again and again while there is time; answers how many were made. */
async function rounds(acts, each) {
  const begin = performance.now();
  let made = 0;
  for (let round = 0; round < ROUNDS && (round === 0 || performance.now() - begin < TIME); round += 1) {
    for (const act of acts) {
      await each(act);
      made += 1;
    }
  }
  return made;
}

function app() {
  const svg = document.querySelector("[data-testid=map] svg");
  const moved = svg.querySelector(":scope > g");
  const box = svg.getBoundingClientRect();
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const send = (Kind, type, at, more = {}) =>
    svg.dispatchEvent(
      new Kind(type, { bubbles: true, cancelable: true, clientX: at.x, clientY: at.y, ...more }),
    );
  const scale = () => Number(/scale\(([^)]+)\)/.exec(moved.getAttribute("transform"))[1]);
  // The map doubles its scale for every 250 pixels of the wheel.
  const zoom = (by) => send(WheelEvent, "wheel", middle, { ctrlKey: true, deltaY: -250 * Math.log2(by) });
  let card = null;
  return {
    size: [box.width, box.height],
    place: () => moved.getAttribute("transform"),
    scale,
    zoom,
    zoomTo: (to) => zoom(to / scale()),
    pan: (by) => send(WheelEvent, "wheel", middle, { deltaX: by }),
    grasp() {
      const cards = [...svg.querySelectorAll("[data-element^='step:']")];
      card = nearest(cards, middle);
      const pointer = { pointerId: 1, button: 0, buttons: 1 };
      card.target.dispatchEvent(
        new PointerEvent("pointerdown", { bubbles: true, clientX: card.x, clientY: card.y, ...pointer }),
      );
      return card;
    },
    drag(at) {
      send(PointerEvent, "pointermove", at, { pointerId: 1, buttons: 1 });
      send(MouseEvent, "mousemove", at, { buttons: 1 });
    },
    ghost: () => svg.parentElement.querySelector(".ghost"),
    release: () => send(PointerEvent, "pointercancel", card, { pointerId: 1 }),
  };
}

function bpmnJs() {
  const canvas = window.modeler.get("canvas");
  const registry = window.modeler.get("elementRegistry");
  const container = document.querySelector("#canvas");
  const [width, height] = like.size;
  container.style.width = `${width}px`;
  container.style.height = `${height}px`;
  canvas.resized();
  canvas.zoom("fit-viewport");
  const middle = { x: width / 2, y: height / 2 };
  canvas.zoom(like.scale, middle);
  const layer = container.querySelector(".viewport");
  let card = null;
  return {
    size: [width, height],
    place: () => layer.getAttribute("transform"),
    scale: () => canvas.zoom(),
    zoom: (by) => canvas.zoom(canvas.zoom() * by, middle),
    zoomTo: (to) => canvas.zoom(to, middle),
    pan: (by) => canvas.scroll({ dx: -by, dy: 0 }),
    grasp() {
      const tasks = registry.filter((element) => element.type === "bpmn:Task");
      const hits = tasks.map((task) => registry.getGraphics(task).querySelector(".djs-hit"));
      card = nearest(hits, middle);
      const at = { bubbles: true, cancelable: true, clientX: card.x, clientY: card.y, button: 0 };
      card.target.dispatchEvent(new MouseEvent("mousedown", { ...at, buttons: 1 }));
      return card;
    },
    drag(at) {
      card.target.dispatchEvent(
        new MouseEvent("mousemove", { bubbles: true, clientX: at.x, clientY: at.y, buttons: 1 }),
      );
    },
    ghost: () => container.querySelector(".djs-dragger"),
    release: () => window.modeler.get("dragging").cancel(),
  };
}

/** The element whose middle is nearest to a place, with that middle. */
function nearest(targets, to) {
  const far = ({ x, y }) => Math.hypot(x - to.x, y - to.y);
  return targets
    .map((target) => ({ target, box: target.getBoundingClientRect() }))
    .map(({ target, box }) => ({ target, x: box.left + box.width / 2, y: box.top + box.height / 2 }))
    .sort((a, b) => far(a) - far(b))[0];
}

/** Milliseconds of script and layout of a step: in its task, and in the frame after it. */
async function cost(act) {
  await frame();
  let begun = 0;
  // Asked for before the step, this comes before all that the step puts off to the next frame; what is asked
  // for after the step comes after it.
  requestAnimationFrame(() => (begun = performance.now()));
  const start = performance.now();
  act();
  await settled();
  laidOut();
  const spent = performance.now() - start;
  await frame();
  await settled();
  laidOut();
  return spent + performance.now() - begun;
}

/**
 * Counts changes of transforms that are made through objects of SVG rather than by attributes, as bpmn-js makes
 * them: the observer of mutations is not told of these.
 */
const transforms = { made: 0 };
for (const name of ["initialize", "appendItem", "insertItemBefore", "replaceItem"]) {
  const own = SVGTransformList.prototype[name];
  SVGTransformList.prototype[name] = function (...words) {
    transforms.made += 1;
    return own.apply(this, words);
  };
}

/** Makes the page lay out now what has changed. */
const laidOut = () => document.querySelector("svg").getBoundingClientRect() && document.body.offsetHeight;

/** Nodes that came or went, whole trees counted node by node, and attributes and words that changed. */
function weight(records) {
  const nodes = (node) => 1 + (node.querySelectorAll?.("*").length ?? 0);
  const all = (list) => [...list].reduce((sum, node) => sum + nodes(node), 0);
  return records.reduce(
    (sum, record) =>
      sum + (record.type === "childList" ? all(record.addedNodes) + all(record.removedNodes) : 1),
    0,
  );
}

/**
 * Three passes over the same steps: script and layout; mutations; time from frame to frame. Steps after which
 * the page shows everything where it was are counted as idle.
 */
async function stroke(acts, place, before = () => {}, after = () => {}) {
  const result = {};
  let sum = 0;
  before();
  let made = await rounds(acts, async (act) => (sum += await cost(act)));
  result.ms = sum / made;
  after();

  let [mutations, idle] = [0, 0];
  before();
  await frame();
  const observer = new MutationObserver((records) => (mutations += weight(records)));
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  transforms.made = 0;
  made = await rounds(acts, async (act) => {
    const was = place();
    act();
    await frame();
    await frame();
    idle += Number(place() === was);
  });
  mutations += transforms.made + weight(observer.takeRecords());
  observer.disconnect();
  Object.assign(result, { mutations: mutations / made, idle });
  after();

  before();
  await frame();
  const begin = performance.now();
  made = await rounds(acts, (act) => {
    act();
    return frame();
  });
  result.frame = (performance.now() - begin) / made;
  after();
  return result;
}

async function strokes() {
  const side = kind === "app" ? app() : bpmnJs();
  await frame();
  const result = { size: side.size, scale: side.scale() };
  const pan = thereAndBack(6, (way) => side.pan(way * PAN));
  result.pan = await stroke(pan, side.place);
  result.zoom = await stroke(
    thereAndBack(6, (way) => side.zoom(ZOOM ** way)),
    side.place,
  );
  side.zoomTo(1);
  await frame();
  await frame();
  result.near = await stroke(pan, side.place);

  let at = null;
  const move = (way) => {
    at = { x: at.x + way * DRAG, y: at.y + way * DRAG };
    side.drag(at);
  };
  const grasp = () => {
    const { x, y } = side.grasp();
    at = { x, y };
    // Beyond the distance from which on a press is a drag.
    for (let first = 0; first < 4; first += 1) move(1);
  };
  const ghost = () => {
    const box = side.ghost()?.getBoundingClientRect();
    return box && `${box.x} ${box.y}`;
  };
  result.drag = await stroke(thereAndBack(6, move), ghost, grasp, side.release);
  return result;
}

strokes().then(answer, (error) => answer({ error: `${error.message}\n${error.stack}` }));
