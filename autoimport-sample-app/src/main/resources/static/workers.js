import { byId, element, fillSelect, number, row, time } from "./dom.js";

const MAX_ROWS = 200;

let workers = [];
let collected = new Map();

const stateOf = (worker) => (worker.missingSince ? "missing" : worker.state);

const tagsOf = (worker) => Object.entries(worker.tags)
  .filter(([key]) => key !== "Name")
  .map(([key, value]) => `${key}=${value}`)
  .join(", ");

const textOf = (worker) => [worker.name, worker.instanceId, worker.imageName, worker.imageId, worker.privateIp,
  worker.publicIp, worker.region, tagsOf(worker)].join(" ").toLowerCase();

// What its CML said when it was last asked; or that it did not.
function cpu(worker) {
  const { load, problem } = collected.get(worker.instanceId) ?? {};
  const cell = number(load ? `${Math.round(load.cpuPercent)} %` : problem && "no answer");
  if (problem) cell.title = problem;
  return cell;
}

function show() {
  const search = byId("search").value.trim().toLowerCase();
  const state = byId("state").value;
  const found = workers.filter((worker) =>
    (!state || stateOf(worker) === state) && (!search || textOf(worker).includes(search)));
  byId("shown").textContent = found.length > MAX_ROWS
    ? `${MAX_ROWS} of ${found.length} shown; search for the others`
    : `${found.length} of ${workers.length}`;
  byId("workers").replaceChildren(...found.slice(0, MAX_ROWS).map((worker) => {
    const explain = element("button", worker.instanceId, "link");
    explain.type = "button";
    explain.title = "Explain";
    explain.dataset.explain = worker.instanceId;
    return row(
      worker.name,
      element("td", explain),
      worker.region,
      worker.imageName ?? worker.imageId,
      worker.missingSince ? `missing since ${time(worker.missingSince)}` : worker.state,
      worker.instanceType,
      worker.privateIp,
      cpu(worker),
      number(collected.get(worker.instanceId)?.labs),
      time(worker.importedAt),
      worker.createdBy,
      tagsOf(worker));
  }));
}

export function showWorkers(all, metrics) {
  workers = all;
  collected = new Map(metrics.workers.map((worker) => [worker.instanceId, worker]));
  const states = [...new Set(all.map(stateOf))].sort();
  fillSelect(byId("state"), [["", "all"], ...states.map((state) => [state, state])]);
  show();
}

byId("search").addEventListener("input", show);
byId("state").addEventListener("change", show);
byId("filter").addEventListener("submit", (event) => event.preventDefault());
