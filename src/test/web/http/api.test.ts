import {ApiError, ask, queryOf} from "../../../main/resources/web/app/http/api";
import {equal, refuses, test} from "../testing";

/** Answers calls one after another with these, and says what was asked. */
async function answering(answers: (Response | Error)[], deed: () => Promise<unknown>): Promise<Request[]> {
  const real = globalThis.fetch, asked: Request[] = [];
  globalThis.fetch = (input, init) => {
    asked.push(new Request(new URL(String(input), "http://test/"), {...init, signal: null}));
    const answer = answers.shift() ?? new Error("one call too many");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  try {
    await deed();
  } finally {
    globalThis.fetch = real;
  }
  return asked;
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {status, headers: {"Content-Type": "application/json", ...headers}});
}

test("an answer comes with its version and its next page", async () => {
  await answering([json(200, [1], {ETag: '"3"', Link: '<http://test/api/x?page=2>; rel="next"'})], async () => {
    const {body, etag, next} = await ask("GET", "/api/x");
    equal([body, etag, next], [[1], '"3"', "/api/x?page=2"]);
  });
});

test("a change names the version that was seen", async () => {
  const [asked] = await answering([new Response(null, {status: 204})], () => ask("PATCH", "/api/x", {body: {a: 1}, ifMatch: '"3"'}));
  equal([asked.headers.get("If-Match"), await asked.json()], ['"3"', {a: 1}]);
});

test("problem details are an error with its fields", async () => {
  await answering([json(400, {detail: "no", errors: {name: ["must not be empty"]}})], async () => {
    const error = await refuses(() => ask("POST", "/api/x", {body: {}}), ApiError);
    equal([error.status, error.message, error.fields], [400, "no", {name: ["must not be empty"]}]);
  });
});

test("reading is tried again where the server was away for a moment, writing is not", async () => {
  const reads = await answering([new TypeError("away"), json(503, {}), json(200, 1)], () => ask("GET", "/api/x"));
  const writes = await answering([json(503, {}), json(200, 1)], () => refuses(() => ask("POST", "/api/x"), ApiError));
  equal([reads.length, writes.length], [3, 1]);
});

test("absent and empty values are not asked for", () => {
  equal([queryOf({a: 1, b: undefined, c: "", d: null, e: "x y"}), queryOf({})], ["?a=1&e=x+y", ""]);
});
