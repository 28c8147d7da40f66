import {LitElement, html} from "lit";
import {session} from "../app/access/session";
import {ApiError} from "../app/http/api";

/** Name and password, and on to where one wanted to go. Not in a shadow tree, so that password managers find the fields. */
class LoginPage extends LitElement {
  static properties = {refusal: {state: true}, busy: {state: true}};

  declare private refusal: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.refusal = "";
    this.busy = false;
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
      this.refuse("Enter name and password.", name ? "password" : "name");
      return;
    }
    this.busy = true;
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
    const wrong = this.refusal !== "" && !this.busy;
    return html`
      <main>
        <p class="brand"><img src="/static/icon.svg" alt="">Parkbridge</p>
        <h1>Log in</h1>
        <form novalidate @submit=${this.onSubmit} aria-busy=${this.busy}>
          <label>Name
            <input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="100" required
              aria-invalid=${wrong} aria-describedby="refusal">
          </label>
          <label>Password
            <input name="password" type="password" autocomplete="current-password" maxlength="128" required
              aria-invalid=${wrong} aria-describedby="refusal">
          </label>
          <p id="refusal" class="refusal" role="alert">${this.refusal}</p>
          <button ?disabled=${this.busy}>${this.busy ? "Logging in …" : "Log in"}</button>
        </form>
      </main>`;
  }
}

function wordsOf(failure: unknown): string {
  if (!(failure instanceof ApiError) || failure.status === 0) {
    return "Parkbridge cannot be reached. Look at your network, then try again.";
  }
  switch (failure.status) {
    case 400:
    case 401: return "Name or password is wrong.";
    case 429: return `Too many failures. ${failure.message.replace(/^.*; t/, "T")}.`;
    default: return `Parkbridge cannot do this now: ${failure.message}.`;
  }
}

/** A page of ours, whatever the address says. */
function wanted(): string {
  const to = new URL(new URLSearchParams(location.search).get("to") ?? "/", location.origin);
  return to.origin === location.origin && to.pathname !== location.pathname ? to.pathname + to.search : "/";
}

customElements.define("login-page", LoginPage);
