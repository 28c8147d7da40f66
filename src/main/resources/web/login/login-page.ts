import {LitElement, html} from "lit";
import {session} from "../app/access/session";
import {ApiError} from "../app/http/api";
import {t} from "./texts";

/** Name and password, and on to where one wanted to go. Not in a shadow tree, so that password managers find the fields. */
class LoginPage extends LitElement {
  static properties = {refusal: {state: true}, busy: {state: true}};

  declare private refusal: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.refusal = "";
    this.busy = false;
    document.title = `${t("title")} · Parkbridge`;
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
    const input = this.field(field);
    input.focus();
    input.select();
  }

  render() {
    const wrong = this.refusal !== "";
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
  return to.origin === location.origin && to.pathname !== location.pathname ? to.pathname + to.search : "/";
}

customElements.define("login-page", LoginPage);
