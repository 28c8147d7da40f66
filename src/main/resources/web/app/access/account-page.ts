import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import "@vaadin/password-field";
import {ApiError, ask, get} from "../http/api";
import {Loaded} from "../parts/loaded";
import "../parts/page-head";
import {errorWords} from "../parts/states";
import {base, card} from "../parts/styles";
import {toast, toastError} from "../parts/toast";
import {moment} from "../text/format";
import {browserOf} from "./browser";
import {faultOf} from "./password";
import {session} from "./session";
import {t} from "./texts";

interface OwnSession { id: string; address: string; user_agent: string | null; created_at: string; last_used_at: string; is_current: boolean }

type FieldName = "present" | "wanted" | "repeated";

const FIELDS: readonly {name: FieldName, autocomplete: string}[] = [
  {name: "present", autocomplete: "current-password"}, {name: "wanted", autocomplete: "new-password"}, {name: "repeated", autocomplete: "new-password"}
];
const NOTHING_TYPED: Readonly<Record<FieldName, string>> = {present: "", wanted: "", repeated: ""};
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Who one is: the own password, and where one is logged in. */
class AccountPage extends LitElement {
  static properties = {typed: {state: true}, faults: {state: true}, failure: {state: true}, busy: {state: true}};

  static styles = [base, card, css`
    :host { display: grid; gap: var(--gap); max-width: 760px; }
    form { display: grid; gap: 10px; max-width: 26rem; }
    vaadin-password-field { width: 100%; --vaadin-input-field-helper-font-size: var(--small); }
    .fault { background: var(--bad-soft); border-radius: var(--radius-small); padding: 9px 12px; }
    vaadin-button { justify-self: start; }
    ul { list-style: none; display: grid; margin-top: 8px; }
    li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 10px 0; border-top: 1px solid var(--line); }
    li > div { flex: 1 1 16rem; min-width: 0; overflow-wrap: anywhere; }
    .here { background: var(--good-soft); color: var(--good); border-radius: 99px; padding: 1px 8px; font-size: var(--small); margin-inline-start: 6px; }
  `];

  declare private typed: Readonly<Record<FieldName, string>>;
  declare private faults: Partial<Record<FieldName, string>>;
  declare private failure: string | undefined;
  declare private busy: boolean;

  private readonly sessions = new Loaded(this, () => [session.person?.name ?? undefined], (_, signal) => get<OwnSession[]>("/api/sessions", {}, signal));
  private readonly again = () => this.requestUpdate();

  constructor() {
    super();
    this.typed = NOTHING_TYPED;
    this.faults = {};
    this.busy = false;
  }

  connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener("change", this.again);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener("change", this.again);
  }

  private async change(event: Event): Promise<void> {
    event.preventDefault();
    this.faults = this.seenFaults();
    this.failure = undefined;
    if (this.busy || Object.keys(this.faults).length > 0) {
      this.toFirstFault();
      return;
    }
    this.busy = true;
    try {
      await session.changePassword(this.typed.present, this.typed.wanted);
      this.typed = NOTHING_TYPED;
      toast(t("isChanged"), "good");
    } catch (error) {
      this.tell(error);
    }
    this.busy = false;
    this.sessions.run();
  }

  /** What can be seen without asking. */
  private seenFaults(): Partial<Record<FieldName, string>> {
    const {present, wanted, repeated} = this.typed;
    const fault = faultOf(wanted, session.person?.name ?? "");
    return {...(present === "" ? {present: t("isRequired")} : {}), ...(fault ? {wanted: t(fault)} : {}), ...(repeated === wanted ? {} : {repeated: t("different")})};
  }

  private tell(error: unknown): void {
    const fields = error instanceof ApiError ? error.fields : {};
    if (fields.current_password || fields.new_password) {
      this.faults = {...(fields.current_password ? {present: t("isWrong")} : {}), ...(fields.new_password ? {wanted: fields.new_password.join("; ")} : {})};
      this.toFirstFault();
    } else {
      this.failure = error instanceof ApiError && error.status === 429 ? t("wait", {n: error.retryAfter ?? 60}) : errorWords(error);
    }
  }

  private toFirstFault(): void {
    const first = FIELDS.find(({name}) => this.faults[name]);
    void this.updateComplete.then(() => first && this.renderRoot.querySelector<HTMLElement>(`[name=${first.name}]`)?.focus());
  }

  private async end(path: string, count: number): Promise<void> {
    try {
      await ask("DELETE", path);
      toast(t("isEnded", {n: count}), "good");
    } catch (error) {
      toastError(error);
    }
    this.sessions.run();
  }

  render() {
    const {person} = session;
    return html`<page-head heading=${t("title")} detail=${person?.name ?? nothing}></page-head>
      ${person === undefined ? html`<loading-state></loading-state>`
        : person.name === null ? html`<empty-state heading=${t("nobody")} detail=${t("nobodyDetail")}></empty-state>`
        : html`<section class="card" aria-labelledby="password"><header><h2 id="password">${t("password")}</h2></header>
            <div class="body">${person.has_password ? this.renderForm(person.name) : html`<p>${t("elsewhere")}</p>`}</div></section>
          <section class="card" aria-labelledby="sessions"><header><h2 id="sessions">${t("sessions")}</h2></header>
            <div class="body">${this.sessions.view(sessions => this.renderSessions(sessions))}</div></section>`}`;
  }

  private renderForm(name: string) {
    return html`<form @submit=${this.change} @keydown=${this.onKey} novalidate aria-busy=${this.busy}>
      <input class="unseen" name="name" autocomplete="username" .value=${name} tabindex="-1" aria-hidden="true" readonly>
      ${this.failure ? html`<p class="fault" role="alert">${this.failure}</p>` : nothing}
      ${FIELDS.map(({name: field, autocomplete}) => html`<vaadin-password-field name=${field} label=${t(field)} autocomplete=${autocomplete} maxlength="129" required
        helper-text=${field === "wanted" ? t("rule") : nothing} .value=${this.typed[field]} .manualValidation=${true} .invalid=${this.faults[field] !== undefined}
        .errorMessage=${this.faults[field] ?? ""} @input=${(event: Event) => { this.typed = {...this.typed, [field]: (event.target as HTMLInputElement).value}; }}></vaadin-password-field>`)}
      <p class="small quiet">${t("consequence")}</p>
      <vaadin-button theme="primary" ?disabled=${this.busy} @click=${this.change}>${t("change")}</vaadin-button></form>`;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.target as HTMLElement).localName === "input") {
      void this.change(event);
    }
  }

  private renderSessions(sessions: readonly OwnSession[]) {
    const others = sessions.length - 1;
    return html`<p class="small quiet">${t("sessionsDetail")}</p>
      <ul>${sessions.map(one => html`<li><div><b>${wordsOf(one)}</b>${one.is_current ? html`<span class="here">${t("here")}</span>` : nothing}
          <div class="small quiet">${t("from", {address: one.address})} · ${t("since", {moment: moment(new Date(one.created_at), ZONE)})} ·
            ${t("lastUsed", {moment: moment(new Date(one.last_used_at), ZONE)})}</div></div>
        ${one.is_current ? nothing : html`<vaadin-button aria-label=${t("endOf", {session: wordsOf(one)})} @click=${() => this.end(`/api/sessions/${one.id}`, 1)}>${t("end")}</vaadin-button>`}</li>`)}</ul>
      ${others > 1 ? html`<vaadin-button @click=${() => this.end("/api/sessions", others)}>${t("endOthers")}</vaadin-button>` : nothing}`;
  }
}

function wordsOf({user_agent: agent}: OwnSession): string {
  const known = browserOf(agent ?? "");
  return known ? t("browserOn", known) : agent?.slice(0, 60) || t("unknown");
}

customElements.define("account-page", AccountPage);
