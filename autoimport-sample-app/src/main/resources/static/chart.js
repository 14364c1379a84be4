import uPlot from "./webjars/uplot/dist/uPlot.esm.js";
import { byId } from "./dom.js";

const HEIGHT = 180;

// A canvas does not know of variables, nor of light-dark().
const color = (name) => {
  const probe = byId("chart");
  probe.style.color = `var(${name})`;
  const resolved = getComputedStyle(probe).color;
  probe.style.color = "";
  return resolved;
};

// How many workers there were after each import and each loss, and now.
function history(workers) {
  const changes = workers.flatMap((worker) => {
    const imported = { at: Date.parse(worker.importedAt) / 1000, workers: 1, missing: 0 };
    return worker.missingSince
      ? [imported, { at: Date.parse(worker.missingSince) / 1000, workers: 0, missing: 1 }]
      : [imported];
  }).sort((one, other) => one.at - other.at);
  const data = [[], [], []];
  let total = 0;
  let missing = 0;
  const add = (at) => {
    const last = data[0].length - 1;
    const index = data[0][last] === at ? last : last + 1;
    data[0][index] = at;
    data[1][index] = total;
    data[2][index] = missing;
  };
  if (changes.length > 0) add(Math.floor(changes[0].at) - 5);
  for (const change of changes) {
    total += change.workers;
    missing += change.missing;
    add(Math.floor(change.at));
  }
  if (changes.length > 0) add(Math.max(Math.floor(Date.now() / 1000), data[0].at(-1) + 1));
  return data;
}

let chart;

function draw(data) {
  const box = byId("chart");
  const steps = uPlot.paths.stepped({ align: 1 });
  const axis = { stroke: color("--muted"), grid: { stroke: color("--line") }, ticks: { stroke: color("--line") } };
  chart?.destroy();
  chart = new uPlot({
    width: box.clientWidth,
    height: HEIGHT,
    cursor: { show: false },
    legend: { show: false },
    scales: { y: { range: (plot, low, high) => [0, Math.max(5, Math.ceil(high * 1.1))] } },
    axes: [axis, { ...axis, incrs: [1, 2, 5, 10, 50, 100, 1000, 10000] }],
    series: [
      {},
      { label: "workers", stroke: color("--accent"), width: 2, paths: steps, points: { show: false } },
      { label: "missing", stroke: color("--bad"), width: 2, paths: steps, points: { show: false } },
    ],
  }, data, box);
}

let data = [[], [], []];

export function showFleet(workers) {
  data = history(workers);
  if (chart) chart.setData(data);
  else draw(data);
  const missing = workers.filter((worker) => worker.missingSince).length;
  byId("chart-summary").textContent = `${workers.length} registered, ${missing} of them missing`;
}

new ResizeObserver(() => chart?.setSize({ width: byId("chart").clientWidth, height: HEIGHT })).observe(byId("chart"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart && draw(data));
