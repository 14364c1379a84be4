// What comes from AWS is shown as text only: a tag is text, whatever it looks like.
export const byId = (id) => document.getElementById(id);

export const element = (tag, content = "", className = "") => {
  const node = document.createElement(tag);
  node.append(...[content].flat().map((part) => part ?? ""));
  if (className) node.className = className;
  return node;
};

export const row = (...cells) => {
  const node = document.createElement("tr");
  node.append(...cells.map((cell) => (cell instanceof Node ? cell : element("td", String(cell ?? "")))));
  return node;
};

export const number = (value) => element("td", value ? String(value) : "–", "number");

// Keeps what somebody has chosen, if it is still there.
export const fillSelect = (select, options) => {
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, label]) => {
    const option = element("option", label);
    option.value = value;
    return option;
  }));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
};

export const time = (instant) => new Date(instant).toLocaleTimeString();

// ISO 8601, as far as durations of runs and ages need it: PT1H2M3.4S
export const seconds = (duration) => {
  const [, hours = 0, minutes = 0, rest = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration) ?? [];
  return hours * 3600 + minutes * 60 + Number(rest);
};

export const words = (duration) => {
  const total = seconds(duration);
  if (total < 1) return `${Math.round(total * 1000)} ms`;
  if (total < 120) return `${Math.round(total)} s`;
  return total < 7200 ? `${Math.round(total / 60)} min` : `${Math.round(total / 3600)} h`;
};
