import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import "@vaadin/dialog";
import {ApiError} from "../../http/api";
import {errorWords} from "../../parts/states";
import {base} from "../../parts/styles";
import {t} from "../texts";
import {changesOf, fieldView, missing, type Field, type Values} from "./fields";

/** A thing as it was loaded, with its version. */
export interface Seen {
  values: Values;
  etag?: string;
}

/** What else can be done with the thing that is shown. */
export interface Deed {
  words: string;
  danger?: boolean;
  /** Where it does not go by itself: asks, does it, and says whether it was done. */
  run: () => Promise<unknown>;
}

export interface Form {
  heading: string;
  words?: string;
  /** What its button does, as a verb. */
  deed: string;
  /** Where what can be said depends on what has been said: a function of that. */
  fields: readonly Field[] | ((draft: Values) => readonly Field[]);
  /** Loads the thing that is changed; absent for a new one. */
  load?: () => Promise<Seen>;
  save: (changes: Record<string, unknown>, etag: string | undefined) => Promise<unknown>;
  deeds?: readonly Deed[];
}

const CHANGED_MEANWHILE = 412;

/**
 * A form in a dialog. What the server says is wrong stands at its field, and the rest above; where somebody else was faster it is loaded
 * again, and what was typed stays.
 */
class FormDialog extends LitElement {
  static properties = {form: {attribute: false}, seen: {state: true}, draft: {state: true}, errors: {state: true}, failure: {state: true}, busy: {state: true}};

  static styles = [base, css`
    :host { display: block; width: min(34rem, 84vw); font-size: 1rem; }
    form { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); gap: 10px 14px; align-items: start; }
    form > * { width: 100%; --vaadin-field-default-width: 100%; --vaadin-input-field-helper-font-size: var(--small); --pb-date-width: 100%; }
    form pb-date { display: block; }
    vaadin-checkbox-group, vaadin-text-area, .whole { grid-column: 1 / -1; }
    form > vaadin-checkbox { align-self: end; padding-bottom: 6px; }
    vaadin-checkbox-group::part(group-field) { display: flex; flex-flow: row wrap; gap: 6px 14px; }
    .fault { background: var(--bad-soft); border-radius: var(--radius-small); padding: 9px 12px; margin-bottom: 12px; display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
    .fault span { flex: 1 1 14rem; }
    .words { margin-bottom: 12px; color: var(--quiet); max-width: 60ch; }
    .bad { color: var(--bad); }
    footer { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 18px; }
    .space { flex: 1; }
    .danger { color: var(--bad); }
  `];

  declare form: Form;
  declare private seen: Seen | undefined;
  declare private draft: Record<string, unknown>;
  declare private errors: Readonly<Record<string, readonly string[]>>;
  declare private failure: unknown;
  declare private busy: boolean;

  connectedCallback(): void {
    super.connectedCallback();
    this.errors = {};
    this.draft = {};
    this.draft = Object.fromEntries(this.fields.filter(field => field.initial !== undefined).map(field => [field.name, field.initial]));
    if (this.form.load) {
      void this.again();
    } else {
      this.seen = {values: {}};
    }
  }

  private get fields(): readonly Field[] {
    const {fields} = this.form;
    return typeof fields === "function" ? fields(this.draft) : fields;
  }

  /** Loads what is there now; what was typed stays. */
  private async again(): Promise<void> {
    const typed = this.seen ? changesOf(this.draft, this.seen.values) : {};
    try {
      this.seen = await this.form.load?.() ?? {values: {}};
      this.draft = {...this.seen.values, ...typed};
      this.failure = undefined;
    } catch (error) {
      this.failure = error;
    }
  }

  private async send(event: Event): Promise<void> {
    event.preventDefault();
    this.errors = missing(this.fields, this.draft);
    if (this.busy || !this.seen || Object.keys(this.errors).length > 0) {
      return;
    }
    const named = new Set(this.fields.map(field => field.name));
    const changes = Object.fromEntries(Object.entries(changesOf(this.draft, this.seen.values)).filter(([name]) => named.has(name)));
    await this.attempt(async () => {
      await this.form.save(changes, this.seen?.etag);
      return true;
    });
  }

  private async attempt(deed: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.failure = undefined;
    try {
      if (await deed()) {
        this.end(true);
      }
    } catch (error) {
      this.errors = error instanceof ApiError ? error.fields : {};
      this.failure = error;
    }
    this.busy = false;
  }

  private end(done: boolean): void {
    this.dispatchEvent(new CustomEvent("end", {detail: done}));
  }

  render() {
    return html`
      ${this.form.words ? html`<p class="words">${this.form.words}</p>` : nothing}
      ${this.failure === undefined ? nothing : this.renderFailure()}
      ${this.seen ? html`<form @submit=${this.send} @keydown=${this.onKey} novalidate>
        ${this.fields.map(field => fieldView(field, this.draft[field.name], this.errors[field.name] ?? [], field.fixed === true && this.form.load !== undefined,
            value => { this.draft = {...this.draft, [field.name]: value}; }))}
        </form>` : this.failure === undefined ? html`<loading-state></loading-state>` : nothing}
      <footer>${this.form.deeds?.map(deed => html`<vaadin-button theme="quiet" class=${deed.danger ? "danger" : ""} ?disabled=${this.busy} @click=${() => this.attempt(deed.run)}>${deed.words}</vaadin-button>`)}
        <span class="space"></span>
        <vaadin-button @click=${() => this.end(false)}>${t("cancel")}</vaadin-button>
        <vaadin-button theme="primary" class="send" ?disabled=${this.busy || !this.seen} @click=${this.send}>${this.form.deed}</vaadin-button></footer>`;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.defaultPrevented && (event.target as HTMLElement).localName.includes("text-field")) {
      void this.send(event);
    }
  }

  private renderFailure() {
    const shown = new Set(this.fields.map(field => field.name));
    const rest = Object.entries(this.errors).filter(([name]) => !shown.has(name)).map(([name, words]) => `${name} ${words.join("; ")}`);
    const meanwhile = this.failure instanceof ApiError && this.failure.status === CHANGED_MEANWHILE;
    const words = meanwhile ? t("changedMeanwhile") : rest.length > 0 ? rest.join(" · ") : Object.keys(this.errors).length > 0 ? t("seeFields") : errorWords(this.failure);
    return html`<div class="fault" role="alert"><span>${words}</span>
      ${meanwhile || !this.seen ? html`<vaadin-button @click=${this.again}>${t("loadAgain")}</vaadin-button>` : nothing}</div>`;
  }
}

customElements.define("form-dialog", FormDialog);

/** Shows the form; true when it was sent and taken. */
export function fillIn(form: Form): Promise<boolean> {
  const content = document.createElement("form-dialog") as FormDialog;
  content.form = form;
  return show(form.heading, content);
}

/** Shows something in a dialog until it fires `end` or is closed; true where its detail was. */
export function show(heading: string, content: HTMLElement): Promise<boolean> {
  const dialog = document.createElement("vaadin-dialog");
  dialog.headerTitle = heading;
  dialog.renderer = root => {
    if (!root.contains(content)) {
      root.append(content);
    }
  };
  document.body.append(dialog);
  return new Promise(done => {
    let answer = false;
    content.addEventListener("end", event => {
      answer = (event as CustomEvent<boolean>).detail;
      dialog.opened = false;
    });
    dialog.addEventListener("closed", () => {
      dialog.remove();
      done(answer);
    });
    dialog.opened = true;
  });
}
