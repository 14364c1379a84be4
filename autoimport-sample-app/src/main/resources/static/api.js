const json = async (url, options) => {
  const response = await fetch(url, options);
  const type = response.headers.get("Content-Type") ?? "";
  const body = type.includes("json") ? await response.json() : null;
  // A run that another one keeps off is an answer like any other.
  if (!response.ok && response.status !== 409) throw new Error(body?.detail ?? `${url} answered ${response.status}`);
  return body;
};

export const get = (url) => json(url);

export const post = (url, body) => json(url, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body ?? {}),
});
