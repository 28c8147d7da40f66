/** The only one who calls the HTTP API: JSON both ways, errors as {@link ApiError}, nothing waits for ever, and what is safe is tried again. */
import {faultWords} from "../text/faults";

const TIMEOUT_MILLIS = 15_000;
const TRIES = 3;
const PAUSE_MILLIS = 400;
const REPEATABLE = new Set(["GET", "PUT", "DELETE"]);
const PASSING = new Set([502, 503, 504]);

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Asking {
  /** Absent members are left out; so are empty texts. */
  query?: Query;
  /** Sent as JSON; a FormData, Blob or text as it is. */
  body?: unknown;
  /** The version that was seen, from {@link Answer.etag}. */
  ifMatch?: string;
  headers?: Readonly<Record<string, string>>;
  /** Ends the call from outside, as when its page is left; the promise then fails with an AbortError. */
  signal?: AbortSignal;
  timeoutMillis?: number;
}

export interface Answer<T> {
  body: T;
  etag: string | undefined;
  /** The address of the next page of a list, from the Link header. */
  next: string | undefined;
  headers: Headers;
}

/** A call that was refused or got no answer. `message` and `fields` are what the server said, in the reader's language where it is known. */
export class ApiError extends Error {
  constructor(
    /** 0: no answer (no connection, or none in time). */
    readonly status: number,
    message: string,
    /** By field, as RFC 9457's extension `errors` has them; to be shown beside the fields. */
    readonly fields: Readonly<Record<string, readonly string[]>> = {},
    readonly timedOut = false,
    /** Seconds after which to try again, where the server says so. */
    readonly retryAfter?: number,
    /** The answer's JSON, where it says more. */
    readonly body?: unknown
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** The call was ended by us; nobody needs to be told. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

type Hook = (method: string) => Readonly<Record<string, string>>;
let hook: Hook = () => ({});
let onRefused: () => void = () => undefined;

/** Whoever knows the session adds its headers to each call (a CSRF token), and hears of a 401. */
export function useSession(headers: Hook, unauthorized: () => void): void {
  hook = headers;
  onRefused = unauthorized;
}

export async function ask<T>(method: string, path: string, asking: Asking = {}): Promise<Answer<T>> {
  const tries = REPEATABLE.has(method) ? TRIES : 1;
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await once(method, path, asking);
      return {
        body: await bodyOf(response) as T, etag: response.headers.get("ETag") ?? undefined,
        next: nextIn(response.headers.get("Link")), headers: response.headers
      };
    } catch (error) {
      const passing = error instanceof ApiError && !error.timedOut && (error.status === 0 || PASSING.has(error.status));
      if (!passing || attempt === tries) {
        throw error;
      }
      await pause(PAUSE_MILLIS * attempt * (0.5 + Math.random()), asking.signal);
    }
  }
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return (await ask<T>("GET", path, {query, signal})).body;
}

/** A file, and what the server calls it. Tried once: to make it may be dear. */
export async function download(path: string, asking: Asking = {}, method = "GET"): Promise<{blob: Blob, name: string}> {
  const response = await once(method, path, {...asking, headers: {Accept: "*/*", ...asking.headers}});
  const name = /filename="([^"]*)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  return {blob: await response.blob(), name: name ?? path.split("/").at(-1) ?? "download"};
}

async function once(method: string, path: string, asking: Asking): Promise<Response> {
  const timeout = AbortSignal.timeout(asking.timeoutMillis ?? TIMEOUT_MILLIS);
  const raw = asking.body === undefined || asking.body instanceof FormData || asking.body instanceof Blob || typeof asking.body === "string";
  let response: Response;
  try {
    response = await fetch(path + queryOf(asking.query), {
      method, credentials: "same-origin",
      headers: {
        Accept: "application/json, application/problem+json", ...(raw ? {} : {"Content-Type": "application/json"}),
        ...(asking.ifMatch === undefined ? {} : {"If-Match": asking.ifMatch}), ...hook(method), ...asking.headers
      },
      body: raw ? asking.body as BodyInit | undefined : JSON.stringify(asking.body),
      signal: asking.signal ? AbortSignal.any([asking.signal, timeout]) : timeout
    });
  } catch (error) {
    if (asking.signal?.aborted) {
      throw error;
    }
    throw new ApiError(0, "", {}, timeout.aborted);
  }
  if (!response.ok) {
    if (response.status === 401) {
      onRefused();
    }
    throw await errorOf(response);
  }
  return response;
}

/** `?a=1&b=2`, or nothing. */
export function queryOf(query: Query = {}): string {
  const wanted = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") {
      wanted.set(name, String(value));
    }
  }
  return wanted.size > 0 ? `?${wanted}` : "";
}

async function bodyOf(response: Response): Promise<unknown> {
  const isJson = /[/+]json/.test(response.headers.get("Content-Type") ?? "");
  return response.status === 204 || !isJson ? undefined : response.json();
}

/** RFC 9457 problem details, and the predecessor's `{"error": …}`. */
async function errorOf(response: Response): Promise<ApiError> {
  const body = await bodyOf(response).catch(() => undefined) as {detail?: string, error?: string, message?: string, title?: string,
    errors?: Record<string, string[]>} | undefined;
  const fields = Object.entries(body?.errors ?? {}).map(([name, faults]) => [name, faults.map(faultWords)]);
  return new ApiError(response.status, faultWords(body?.detail ?? body?.error ?? body?.message ?? body?.title ?? response.statusText), Object.fromEntries(fields), false,
    Number(response.headers.get("Retry-After")) || undefined, body);
}

function nextIn(link: string | null): string | undefined {
  const target = /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? "")?.[1];
  return target === undefined ? undefined : new URL(target, location.href).pathname + new URL(target, location.href).search;
}

function pause(millis: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(done, millis);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      fail(signal.reason as Error);
    }, {once: true});
  });
}
