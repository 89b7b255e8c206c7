/*
 * Opens diagrams in bpmn-js, its editor, one after the other, and reports each: warnings of the import, what
 * was drawn, and when the picture stood. The last one stays, fitted into the window. The query names a script
 * that sets `window.diagrams = [{ name, xml }, …]`: a page of a file may load scripts, but fetch nothing.
 *
 * A report is a line of the console after the word REPORT, so that neither a server nor a debugger is needed;
 * where there is a driver it reads `window.report`.
 */

/** Two frames later: what was in the page at the call has been painted. */
const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** What a diagram has that can be drawn, sub-processes and nested lanes with it. */
function drawable(node) {
  const children = [
    ...(node.rootElements ?? []),
    ...(node.participants ?? []),
    ...(node.messageFlows ?? []),
    ...(node.laneSets ?? []),
    ...(node.lanes ?? []),
    ...(node.childLaneSet ? [node.childLaneSet] : []),
    ...(node.flowElements ?? []),
    ...(node.artifacts ?? []),
  ];
  const own = ["Participant", "MessageFlow", "Lane", "FlowNode", "SequenceFlow", "Artifact"];
  const kinds = own.map((kind) => `bpmn:${kind}`);
  const here = node.$instanceOf && kinds.some((kind) => node.$instanceOf(kind)) ? [node] : [];
  return [...here, ...children.flatMap(drawable)];
}

async function open({ name, xml }) {
  window.modeler?.destroy();
  window.modeler = new BpmnJS({ container: "#canvas" });
  const report = { name, warnings: [], error: null };
  try {
    const { warnings } = await window.modeler.importXML(xml);
    report.warnings = warnings.map((warning) => warning.message);
  } catch (error) {
    report.error = error.message;
    report.warnings = (error.warnings ?? []).map((warning) => warning.message);
  }
  await painted();
  report.picture = performance.now() / 1000;

  const registry = window.modeler.get("elementRegistry");
  const root = window.modeler.get("canvas").getRootElement();
  // Labels outside of their element are drawn with it and are not counted twice.
  const drawn = registry.filter((element) => element !== root && !element.labelTarget);
  report.connections = drawn.filter((element) => element.waypoints).length;
  report.shapes = drawn.length - report.connections;
  const known = report.error ? [] : drawable(window.modeler.getDefinitions());
  report.undrawn = known.map((element) => element.id).filter((id) => !registry.get(id));
  report.size = [innerWidth, innerHeight];
  return report;
}

async function openAll() {
  for (const diagram of window.diagrams) {
    window.report = await open(diagram);
    console.log(`REPORT ${JSON.stringify(window.report)}`);
  }
  window.modeler.get("canvas").zoom("fit-viewport");
  document.body.dataset.opened = "all";
}

const script = document.createElement("script");
script.src = new URLSearchParams(location.search).get("diagrams");
script.addEventListener("load", openAll);
document.head.append(script);
