// What comes from AWS is shown with textContent only: a tag is text, whatever it looks like.
const POLL_MILLIS = 2000;
const MAX_CHANGES = 100;

const byId = (id) => document.getElementById(id);

const element = (tag, text, className) => {
  const node = document.createElement(tag);
  node.textContent = text ?? "";
  if (className) node.className = className;
  return node;
};

const json = async (url, options) => {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
};

const post = (url, body) =>
  json(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

function showWorkers(workers) {
  byId("workers").replaceChildren(...workers.map((worker) => {
    const row = document.createElement("tr");
    row.append(
      element("td", worker.name),
      element("td", worker.instanceId),
      element("td", worker.region),
      element("td", worker.imageName ?? worker.imageId),
      element("td", worker.missingSince
        ? `missing since ${new Date(worker.missingSince).toLocaleTimeString()}`
        : worker.state),
      element("td", worker.instanceType),
      element("td", worker.privateIp),
      element("td", new Date(worker.importedAt).toLocaleTimeString()),
      element("td", worker.createdBy));
    return row;
  }));
}

function showFacts(id, facts) {
  byId(id).replaceChildren(...facts.map(([name, value]) => {
    const fact = element("div", "", name === "Reason" || name === "Warnings" ? "wide" : "");
    fact.append(element("dt", name), element("dd", String(value)));
    return fact;
  }));
}

function showLastRun(run) {
  const facts = run
    ? [
        ["Status", run.status],
        ["Imported", run.totalImported],
        ["Skipped", run.totalSkipped],
        ["Failed", run.totalFailed],
        ["Updated", run.totalUpdated || ""],
        ["Missing", run.totalMissing || ""],
        ["Restored", run.totalRestored || ""],
        ["Found", run.totalFound],
        ["Started", new Date(run.startedAt).toLocaleTimeString()],
        ["API calls", run.apiCalls],
        ["Dry run", run.dryRun ? "nothing was written" : ""],
        ["Reason", run.reason],
        ["Warnings", run.warnings.join("; ")],
      ].filter(([, value]) => value !== null && value !== undefined && value !== "")
    : [["Status", "none yet"]];
  showFacts("last-run", facts);
}

function showPlan(run) {
  const changes = run.plan?.changes ?? [];
  const listed = changes.slice(0, MAX_CHANGES);
  const rest = changes.length - listed.length;
  const more = rest > 0 ? `; ${rest} more are not shown` : "";
  byId("plan-section").hidden = false;
  byId("plan-table").hidden = listed.length === 0;
  byId("plan-summary").textContent = run.reason ?? (listed.length
    ? `What a run would have done at ${new Date(run.startedAt).toLocaleTimeString()}${more}`
    : "A run would change nothing");
  byId("plan-changes").replaceChildren(...listed.map((change) => {
    const row = document.createElement("tr");
    row.append(
      element("td", change.action.toLowerCase().replaceAll("_", " ")),
      element("td", change.name),
      element("td", change.instanceId),
      element("td", change.source),
      element("td", change.region),
      element("td", change.detail));
    return row;
  }));
}

function showMetrics(metrics) {
  const collected = metrics.collectedAt ? new Date(metrics.collectedAt).toLocaleTimeString() : "not yet";
  showFacts("metrics", [...Object.entries(metrics.byState), ["Collected", collected]]);
}

async function refresh() {
  try {
    const [workers, metrics, job] = await Promise.all(
      ["/api/workers", "/api/workers/metrics", "/actuator/autoimport"].map((url) => json(url)));
    showWorkers(workers);
    showLastRun(job.lastRun);
    showMetrics(metrics);
    const schedule = job.enabled ? `the job runs every ${job.interval.slice(2).toLowerCase()}` : "the job is disabled";
    byId("summary").textContent = `${workers.length} registered; ${schedule}`;
  } catch (error) {
    byId("summary").textContent = `The application does not answer (${error.message})`;
  }
}

function onClick(id, action) {
  byId(id).addEventListener("click", async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await action();
      await refresh();
    } catch (error) {
      byId("summary").textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
}

onClick("launch", () => post("/api/simulator/launch", {}));
onClick("plan", async () => showPlan(await post("/actuator/autoimport", { dryRun: true })));
onClick("import", () => post("/actuator/autoimport", { dryRun: false }));

fetch("/api/simulator").then((response) => { byId("launch").hidden = !response.ok; });
refresh();
setInterval(refresh, POLL_MILLIS);
