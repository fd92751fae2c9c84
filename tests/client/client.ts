// A client whose types come from /openapi.json: what compiles here is what the gateway
// takes, and what is expected not to compile is what it refuses.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { env: Record<string, string | undefined> };

const client = createClient<paths>({
  baseUrl: process.env.CONCORDAT_URL ?? "",
  headers: { Authorization: `Bearer ${process.env.CONCORDAT_TOKEN}` },
});
const partnership = "bromsgrove-redditch";
const project = "typed-client";
const path = { partnership, project };

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

// Made with what is required, read back with its tag.
const created = await client.POST("/v1/partnerships/{partnership}/projects", {
  params: { path: { partnership }, query: { projectId: project } },
  body: { title: "Typed client", lifecycle: "LIFECYCLE_PROPOSED", tags: ["types"] },
});
expect(created.response.status === 200, `created: ${JSON.stringify(created.error)}`);
const name: string | undefined = created.data?.name;
expect(name === `partnerships/${partnership}/projects/${project}`, `name ${name}`);
const etag = created.response.headers.get("etag") ?? "";

// A change gives what it changes and nothing else: no title.
const changed = await client.PATCH("/v1/partnerships/{partnership}/projects/{project}", {
  params: { path, header: { "If-Match": etag } },
  body: { leadRole: "Head of Service", source: { section: "2" } },
});
expect(changed.data?.title === "Typed client", `changed: ${JSON.stringify(changed.error)}`);
expect(changed.data?.source?.section === "2", "a part of a message is changed by itself");
const current = changed.response.headers.get("etag") ?? "";

// Without the tag that was read it does not compile, and is refused.
const blind = await client.PATCH("/v1/partnerships/{partnership}/projects/{project}", {
  // @ts-expect-error If-Match is required
  params: { path },
  body: { leadRole: "Anybody" },
});
expect(blind.response.status === 428, `without If-Match ${blind.response.status}`);
const stale = await client.PATCH("/v1/partnerships/{partnership}/projects/{project}", {
  params: { path, header: { "If-Match": etag } },
  body: { leadRole: "Anybody" },
});
const problem: components["schemas"]["Problem"] | undefined = stale.error;
expect(problem?.status === 412 && problem.reason === "ETAG_MISMATCH", "a stale tag");

// A new record needs its title, a field has a type, and a value of an enum is one of them.
const untitled = await client.POST("/v1/partnerships/{partnership}/projects", {
  params: { path: { partnership } },
  // @ts-expect-error title is required
  body: { leadRole: "Anybody" },
});
expect(untitled.response.status === 400, `without a title ${untitled.response.status}`);
const asleep = await client.PATCH("/v1/partnerships/{partnership}/projects/{project}", {
  params: { path, header: { "If-Match": current } },
  // @ts-expect-error it is no Lifecycle
  body: { lifecycle: "LIFECYCLE_ASLEEP" },
});
expect(asleep.response.status === 400, `asleep ${asleep.response.status}`);
// @ts-expect-error a project has no colour
const red: components["schemas"]["programme.v1.ProjectPatch"] = { colour: "red" };
const unknown = await client.PATCH("/v1/partnerships/{partnership}/projects/{project}", {
  params: { path, header: { "If-Match": current } },
  body: red,
});
expect(unknown.response.status === 400, `unknown ${unknown.response.status}`);

// Page by page through the list.
const names: string[] = [];
let pageToken: string | undefined;
do {
  const page = await client.GET("/v1/partnerships/{partnership}/projects", {
    params: { path: { partnership }, query: { pageSize: 7, pageToken } },
  });
  for (const listed of page.data?.projects ?? []) names.push(listed.name ?? "");
  pageToken = page.data?.nextPageToken;
} while (pageToken);
expect(name !== undefined && names.includes(name), "it is in the list");
expect(new Set(names).size === names.length && names.length > 7, "each is listed once");

// Gone, with the tag alone.
const deleted = await client.DELETE("/v1/partnerships/{partnership}/projects/{project}", {
  params: { path, header: { "If-Match": current } },
});
expect(deleted.response.status === 200, `deleted: ${JSON.stringify(deleted.error)}`);
const gone = await client.GET("/v1/partnerships/{partnership}/projects/{project}", {
  params: { path },
});
expect(gone.data?.deleteTime !== undefined, "its time of deletion is shown");
console.log("All of it holds.");
