import { get, post } from "./api.js";
import { showFleet } from "./chart.js";
import { byId, fillSelect } from "./dom.js";
import { showExplanation, showJob, showPermissions, showPlan } from "./job.js";
import { showWorkers } from "./workers.js";

let simulated = false;

function showMessage(text) {
  byId("message").textContent = text;
  byId("message").hidden = !text;
}

function showSimulator(simulator, workers) {
  byId("simulator-region").textContent = simulator.region;
  byId("deny").setAttribute("aria-pressed", String(simulator.denied));
  byId("throttle").setAttribute("aria-pressed", String(simulator.throttled));
  fillSelect(byId("image-to-deregister"), simulator.images.map((image) => [image.id, image.name]));
  fillSelect(byId("instance-to-terminate"), workers
    .filter((worker) => !worker.missingSince && worker.state !== "terminated")
    .slice(0, 100)
    .map((worker) => [worker.instanceId, worker.name === worker.instanceId
      ? worker.instanceId
      : `${worker.name} (${worker.instanceId})`]));
}

async function refresh() {
  try {
    const [workers, metrics, job, simulator] = await Promise.all([
      get("api/workers"),
      get("api/workers/metrics"),
      get("actuator/autoimport"),
      simulated ? get("api/simulator") : null,
    ]);
    showWorkers(workers, metrics);
    showJob(job);
    showFleet(workers);
    if (simulator) showSimulator(simulator, workers);
  } catch (error) {
    byId("summary").textContent = `The application does not answer (${error.message})`;
  }
}

// One at a time: of what comes while it is busy, the last one counts.
let refreshing = false;
let again = false;
async function refreshSoon() {
  again = true;
  if (refreshing) return;
  refreshing = true;
  while (again) {
    again = false;
    await refresh();
  }
  refreshing = false;
}

async function act(button, action) {
  button.disabled = true;
  showMessage("");
  try {
    await action();
  } catch (error) {
    showMessage(error.message);
  } finally {
    button.disabled = false;
    refreshSoon();
  }
}

const onClick = (id, action) =>
  byId(id).addEventListener("click", (event) => act(event.currentTarget, () => action(event.currentTarget ?? byId(id))));

const isPressed = (id) => byId(id).getAttribute("aria-pressed") === "true";

onClick("plan", async () => showPlan(await post("actuator/autoimport", { dryRun: true })));
onClick("run", async () => {
  const run = await post("actuator/autoimport", { dryRun: false });
  if (run.status === "skipped") showMessage(run.reason);
});
onClick("check-permissions", async () => showPermissions(await get("actuator/autoimport/permissions")));
onClick("launch", () => post("api/simulator/launch"));
onClick("terminate", () => post(`api/simulator/instances/${byId("instance-to-terminate").value}/terminate`));
onClick("deregister", () => post(`api/simulator/images/${byId("image-to-deregister").value}/deregister`));
onClick("deny", () => post(`api/simulator/deny?on=${!isPressed("deny")}`));
onClick("throttle", () => post(`api/simulator/throttle?on=${!isPressed("throttle")}`));

async function explain(id) {
  showExplanation(await get(`actuator/autoimport/${encodeURIComponent(id)}`));
}

byId("explain-form").addEventListener("submit", (event) => {
  event.preventDefault();
  act(event.submitter ?? event.currentTarget.querySelector("button"), () => explain(byId("explain-id").value.trim()));
});

byId("workers").addEventListener("click", (event) => {
  const id = event.target.dataset.explain;
  if (!id) return;
  byId("explain-id").value = id;
  byId("explain-id").focus();
  act(event.target, () => explain(id));
});

const answer = await fetch("api/simulator");
simulated = answer.ok;
byId("simulator").hidden = !simulated;

const updates = new EventSource("api/updates");
updates.addEventListener("changed", refreshSoon);
updates.addEventListener("error", () => { byId("summary").textContent = "The application does not answer"; });
refreshSoon();
