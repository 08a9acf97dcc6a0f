// The network that can be moved: the same ties as the drawing that it takes the place of, read off the table below it.

const frame = document.querySelector("[data-network]");
const rows = [...document.querySelectorAll("[data-ties] tbody tr")];
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();

async function show() {
  const { default: cytoscape } = await import("/static/vendor/cytoscape/cytoscape.esm.min.mjs");
  const names = new Map();
  for (const { dataset } of rows) {
    for (const name of [dataset.actor, dataset.recipient]) names.set(name, (names.get(name) || 0) + Number(dataset.count));
  }
  const nodes = [...names].map(([name, weight]) => ({ data: { id: name, label: name.slice(0, 34), size: Math.min(14 + 4 * Math.sqrt(weight), 48) } }));
  const edges = rows.map(({ dataset }) => ({
    data: { source: dataset.actor, target: dataset.recipient, width: 1 + Math.log2(1 + Number(dataset.count)), colour: colour(`--quad-${dataset.quad}`) },
  }));
  const canvas = document.createElement("div");
  canvas.className = "network-canvas";
  frame.append(canvas);
  frame.firstElementChild.setAttribute("hidden", "");
  document.querySelector("link[rel=stylesheet]").id = "__________cytoscape_stylesheet"; // it has what Cytoscape would add
  const graph = cytoscape({
    container: canvas,
    elements: { nodes, edges },
    style: [
      { selector: "node", style: { "background-color": colour("--accent"), width: "data(size)", height: "data(size)", label: "data(label)", color: colour("--ink"), "font-size": 13, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 130, "text-outline-color": colour("--surface"), "text-outline-width": 2, "font-family": colour("--sans") } },
      { selector: "edge", style: { width: "data(width)", "line-color": "data(colour)", "target-arrow-color": "data(colour)", "target-arrow-shape": "triangle", "curve-style": "bezier", opacity: 0.8 } },
    ],
    layout: { name: "cose", animate: false, randomize: false, nodeRepulsion: () => 6000, idealEdgeLength: () => 75, componentSpacing: 35, nodeDimensionsIncludeLabels: true, padding: 20 },
  });
  graph.on("tap", "node", (event) => {
    const address = new URL(location.href);
    address.searchParams.set("actor", event.target.id());
    address.searchParams.delete("view");
    location.href = address.href;
  });
  frame.dataset.ready = "graph";
}

if (frame && rows.length) show().catch((error) => console.warn(error));
