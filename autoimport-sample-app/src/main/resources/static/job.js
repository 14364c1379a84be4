import { byId, element, number, row, time, words } from "./dom.js";

const MAX_CHANGES = 100;

const pill = (text) => element("span", text, `pill ${text.toLowerCase()}`);

const failure = (error) => `${error.cause}${error.code ? ` (${error.code})` : ""}: ${error.message}`;

function showFacts(id, facts) {
  byId(id).replaceChildren(...facts
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => element("div", [element("dt", name), element("dd", value)])));
}

const outcome = (run) => [run.reason, ...run.warnings].filter(Boolean).join("; ")
  || (run.dryRun ? "a plan: nothing was written" : "");

function showTargets(targets) {
  byId("targets").replaceChildren(...targets.map((target) => {
    const age = target.lastSuccess ? `last success ${words(target.withoutSuccess)} ago` : "no success yet";
    const item = element("li", [pill(target.status), ` ${target.source} in ${target.region}: ${age}`]);
    if (target.failingSince) {
      item.append(element("p", `failing since ${time(target.failingSince)}: ${failure(target.error)}`, "bad"));
    }
    return item;
  }));
}

export function showJob(job) {
  const states = job.targets.map((target) => target.status);
  const health = ["DOWN", "UNKNOWN"].find((state) => states.includes(state)) ?? (states.length ? "UP" : "UNKNOWN");
  byId("health").textContent = health;
  byId("health").className = `pill ${health.toLowerCase()}`;
  byId("summary").textContent = job.enabled
    ? `runs every ${words(job.interval)}${job.running ? ", running now" : ""}`
    : "the job is disabled";
  const last = job.lastRun;
  showFacts("job", [
    ["Last run", last ? `${time(last.startedAt)}, ${last.status}` : "none yet"],
    ["On node", last?.node],
    ["Took", last ? words(last.duration) : null],
    ["Imported", last ? String(last.totalImported) : null],
    ["Last success", job.lastSuccess ? time(job.lastSuccess) : "none yet"],
    ["Next run", job.nextRun ? time(job.nextRun) : null],
    ["Scheduler", job.scheduler],
    ["Store", job.store],
    ["Lock", job.lock],
    ["This node", job.node],
    ["Trouble", job.error],
  ]);
  showTargets(job.targets);
  byId("runs").replaceChildren(...job.results.map((run) => row(
    time(run.startedAt),
    element("td", pill(run.status)),
    run.node,
    number(run.totalFound),
    number(run.totalImported),
    number(run.totalSkipped),
    number(run.totalUpdated),
    number(run.totalMissing),
    number(run.apiCalls),
    element("td", outcome(run), "long"))));
}

export function showPlan(run) {
  const changes = run.plan?.changes ?? [];
  const listed = changes.slice(0, MAX_CHANGES);
  const rest = changes.length - listed.length;
  byId("plan-section").hidden = false;
  byId("plan-table").hidden = listed.length === 0;
  byId("plan-summary").textContent = run.reason ?? (listed.length
    ? `What a run would have done at ${time(run.startedAt)}${rest > 0 ? `; ${rest} more are not shown` : ""}`
    : "A run would change nothing");
  byId("plan-changes").replaceChildren(...listed.map((change) => row(
    change.action.toLowerCase().replaceAll("_", " "),
    change.name,
    change.instanceId,
    change.source,
    change.region,
    element("td", change.detail ?? "", "long"))));
  byId("plan-title").focus();
}

export function showExplanation(explanation) {
  byId("explanation").replaceChildren(
    element("p", [pill(explanation.decision), ` ${explanation.summary}`], "long"));
}

export function showPermissions(permissions) {
  byId("permissions").replaceChildren(...permissions.map((permission) =>
    element("li", [pill(permission.verdict), ` ${permission.summary}`])));
}
