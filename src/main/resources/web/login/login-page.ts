import {LitElement, html, nothing} from "lit";
import {session} from "../app/access/session";
import {ApiError, get, queryOf} from "../app/http/api";
import {t} from "./texts";

/** What `/api/session/ways` says. */
interface Ways { provider: boolean; provider_name: string | null }

/** Why the company's provider did not lead here. */
const REFUSALS: Readonly<Record<string, string>> = {no_group: t("noGroup"), ended: t("ended"), denied: t("denied"), failed: t("providerFailed")};

/**
 * Name and password, or the company's own login where there is one, and on to where one wanted to go. Not in a shadow tree, so that password
 * managers find the fields.
 */
class LoginPage extends LitElement {
  static properties = {refusal: {state: true}, wrong: {state: true}, busy: {state: true}, ways: {state: true}};

  declare private refusal: string;
  /** The refusal is about the fields. */
  declare private wrong: boolean;
  declare private busy: boolean;
  declare private ways: Ways | undefined;

  constructor() {
    super();
    const refused = new URLSearchParams(location.search).get("refused");
    this.refusal = refused === null ? "" : REFUSALS[refused] ?? t("providerFailed");
    this.wrong = false;
    this.busy = false;
    document.title = `${t("title")} · Parkbridge`;
    get<Ways>("/api/session/ways").then(ways => { this.ways = ways; }, () => undefined);
  }

  protected createRenderRoot(): HTMLElement {
    return this;
  }

  protected firstUpdated(): void {
    this.field("name").focus();
  }

  private field(name: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`input[name=${name}]`)!;
  }

  private async onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const [name, password] = [this.field("name").value.trim(), this.field("password").value];
    if (!name || !password) {
      this.refuse(t("missing"), name ? "password" : "name");
      return;
    }
    this.busy = true;
    this.refusal = "";
    this.wrong = false;
    try {
      await session.logIn(name, password);
      location.replace(wanted());
    } catch (failure) {
      this.busy = false;
      this.refuse(wordsOf(failure), "password");
    }
  }

  private refuse(words: string, field: string): void {
    this.refusal = words;
    this.wrong = true;
    const input = this.field(field);
    input.focus();
    input.select();
  }

  render() {
    const {wrong} = this;
    return html`
      <main>
        <p class="brand"><img src="/static/icon.svg" alt="">Parkbridge</p>
        <h1>${t("title")}</h1>
        <form novalidate @submit=${this.onSubmit} aria-busy=${this.busy}>
          <label>${t("name")}
            <input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="100" required
              aria-invalid=${wrong} aria-describedby="refusal">
          </label>
          <label>${t("password")}
            <input name="password" type="password" autocomplete="current-password" maxlength="128" required
              aria-invalid=${wrong} aria-describedby="refusal">
          </label>
          <p id="refusal" class="refusal" role="alert">${this.refusal}</p>
          <button ?disabled=${this.busy}>${t(this.busy ? "busy" : "logIn")}</button>
        </form>
        ${this.ways?.provider ? html`<a class="elsewhere" href=${`/login/provider${queryOf({to: wanted()})}`}>${this.ways.provider_name
          ? t("withProvider", {name: this.ways.provider_name}) : t("withCompany")}</a>` : nothing}
      </main>`;
  }
}

function wordsOf(failure: unknown): string {
  if (!(failure instanceof ApiError) || failure.status === 0) {
    return t("unreachable");
  }
  switch (failure.status) {
    case 400:
    case 401: return t("wrong");
    case 429: return t("wait", {n: failure.retryAfter ?? 60});
    default: return t("failed");
  }
}

/** A page of ours, whatever the address says. */
function wanted(): string {
  const to = new URL(new URLSearchParams(location.search).get("to") ?? "/", location.origin);
  // a path that begins with two slashes would be another host
  return to.origin === location.origin && to.pathname !== location.pathname && !to.pathname.startsWith("//") ? to.pathname + to.search : "/";
}

customElements.define("login-page", LoginPage);
