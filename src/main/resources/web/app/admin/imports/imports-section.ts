import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import "@vaadin/grid";
import {columnBodyRenderer} from "@vaadin/grid/lit.js";
import {session} from "../../access/session";
import {ApiError, ask} from "../../http/api";
import {feed} from "../../live/feed";
import {confirmed} from "../../parts/confirm";
import "../../parts/page-head";
import {base, card, segments} from "../../parts/styles";
import {toast} from "../../parts/toast";
import {place, Placed} from "../../shell/place";
import {faultWords} from "../../text/faults";
import {count} from "../../text/format";
import type {ImportReport} from "../common/answers";
import {t} from "../texts";

const MOST_BYTES = 1_000_000;
const IMPORT_MILLIS = 60_000;

/** Takes a file of sites or targets: first it is only tried, and every faulty line is named; then it is applied as a whole. */
class ImportsSection extends LitElement {
  static properties = {file: {state: true}, report: {state: true}, failure: {state: true}, busy: {state: true}, over: {state: true}};

  static styles = [base, card, segments, css`
    :host { display: grid; gap: var(--gap); align-content: start; }
    .segments { justify-self: start; }
    .drop { border: 1.5px dashed var(--line-strong); border-radius: var(--radius); padding: 26px 18px; display: grid; justify-items: center; gap: 10px; text-align: center; background: var(--surface); }
    .drop.over { border-color: var(--accent); background: var(--accent-soft); }
    .row { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: center; }
    .result { padding: 12px var(--pad); display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; }
    .result.good { color: var(--good); } .result.bad { color: var(--bad); } .result b { flex: 1 1 16rem; font-weight: 600; }
    vaadin-grid { border: 0; border-top: 1px solid var(--line); --vaadin-grid-border-width: 0px; height: min(60vh, 560px); background: transparent; }
    .file { font-weight: 600; overflow-wrap: anywhere; }
    input { display: none; }
    .hint { max-width: 74ch; }
  `];

  declare private file: File | undefined;
  declare private report: ImportReport | undefined;
  declare private failure: unknown;
  declare private busy: boolean;
  declare private over: boolean;

  constructor() {
    super();
    new Placed(this);
  }

  private get kind(): "sites" | "targets" {
    return place.get("kind") === "targets" || !session.may("administrator") ? "targets" : "sites";
  }

  private choose(file: File | undefined): void {
    this.report = undefined;
    this.failure = undefined;
    this.file = file;
    if (file) {
      void this.send(true);
    }
  }

  private pick(): void {
    this.renderRoot.querySelector("input")?.click();
  }

  /** The file stays chosen whatever comes of it: it can be mended in its program and tried again. */
  private async send(dry: boolean): Promise<void> {
    const {file} = this;
    if (!file || this.busy) {
      return;
    }
    if (!dry && !await confirmed({heading: t("importHeading", {name: file.name}), words: t("importWords"), deed: t("apply")})) {
      return;
    }
    this.busy = true;
    this.failure = undefined;
    try {
      this.report = await sent(this.kind, await file.text(), dry);
      if (!dry && this.report.fault_count === 0) {
        toast(t("isImported", {n: this.report.written}), "good");
      }
    } catch (error) {
      this.report = undefined;
      this.failure = error instanceof DOMException ? new Error(t("chooseAgain")) : error;
    }
    this.busy = false;
  }

  render() {
    return html`<page-head heading=${t("imports")} detail=${t("importsDetail")}>
        <a class="export" href=${this.exportAddress()} download=${`${this.kind}.csv`} router-ignore>${t("export")}</a></page-head>
      ${session.may("administrator") ? html`<div class="segments" role="group" aria-label=${t("what")}>${(["sites", "targets"] as const).map(kind =>
        html`<button aria-pressed=${this.kind === kind} @click=${() => { place.want({kind: kind === "targets" ? kind : undefined}); this.choose(undefined); }}>${t(kind === "sites" ? "sitesFile" : "targets")}</button>`)}</div>` : nothing}
      <div class="drop ${this.over ? "over" : ""}" @dragover=${(event: DragEvent) => { event.preventDefault(); this.over = true; }} @dragleave=${() => { this.over = false; }}
        @drop=${(event: DragEvent) => { event.preventDefault(); this.over = false; this.choose(event.dataTransfer?.files[0]); }}>
        ${this.file ? html`<span class="file">${this.file.name}</span>` : html`<span>${t("dropHere")}</span>`}
        <span class="row"><vaadin-button theme=${this.file ? "" : "primary"} @click=${this.pick}>${t(this.file ? "otherFile" : "chooseFile")}</vaadin-button>
          ${this.file ? html`<vaadin-button ?disabled=${this.busy} @click=${() => this.send(true)}>${t("tryAgain")}</vaadin-button>` : nothing}</span>
        <input type="file" accept=".csv,text/csv" aria-label=${t("chooseFile")} @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          this.choose(input.files?.[0]);
          input.value = "";
        }}>
        <p class="small quiet hint">${t(this.kind === "sites" ? "sitesHint" : "targetsHint")}</p>
      </div>
      ${this.busy ? html`<loading-state label=${t("reading")}></loading-state>` : this.failure ? html`<error-state .error=${this.failure} @retry=${() => this.send(true)}></error-state>`
        : this.report ? this.renderReport(this.report) : nothing}`;
  }

  private exportAddress(): string {
    const facility = feed.picture?.facility?.code;
    return `/api/sites${this.kind === "targets" ? "/targets" : "/"}${facility ? `?facility=${encodeURIComponent(facility)}` : ""}`;
  }

  private renderReport(report: ImportReport) {
    const faulty = report.fault_count > 0;
    const words = faulty ? t("faults", {n: report.fault_count, lines: report.lines}) : t(report.dry_run ? "wouldWrite" : "hasWritten", {n: report.written, lines: report.lines});
    return html`<section class="card"><div class="result ${faulty ? "bad" : "good"}" role="status"><b>${words}</b>
        ${!faulty && report.dry_run ? html`<vaadin-button theme="primary" ?disabled=${this.busy || report.written === 0} @click=${() => this.send(false)}>${t("apply")}</vaadin-button>` : nothing}</div>
      ${faulty ? html`<vaadin-grid accessible-name=${t("faultyLines")} .items=${report.faults} ?all-rows-visible=${report.faults.length <= 10}>
        <vaadin-grid-column path="line" header=${t("line")} width="80px" flex-grow="0" text-align="end"></vaadin-grid-column>
        <vaadin-grid-column path="column" header=${t("column")} width="120px" flex-grow="1"></vaadin-grid-column>
        <vaadin-grid-column header=${t("reason")} width="180px" flex-grow="4" ${columnBodyRenderer<ImportReport["faults"][number]>(fault => html`<span title=${faultWords(fault.reason)}>${faultWords(fault.reason)}</span>`, [])}></vaadin-grid-column>
      </vaadin-grid>${report.faults.length < report.fault_count ? html`<p class="result small">${t("faultsShown", {shown: count(report.faults.length)})}</p>` : nothing}` : nothing}</section>`;
  }
}

/** The report, also of a faulty file: it comes with the status 400. */
async function sent(kind: "sites" | "targets", csv: string, dry: boolean): Promise<ImportReport> {
  if (new Blob([csv]).size > MOST_BYTES) {
    throw new Error(t("fileTooLarge"));
  }
  try {
    return (await ask<ImportReport>("POST", kind === "sites" ? "/api/sites/" : "/api/sites/targets",
      {query: {dry_run: dry}, body: csv, headers: {"Content-Type": "text/csv"}, timeoutMillis: IMPORT_MILLIS})).body;
  } catch (error) {
    if (error instanceof ApiError && isReport(error.body)) {
      return error.body;
    }
    throw error;
  }
}

function isReport(body: unknown): body is ImportReport {
  return typeof body === "object" && body !== null && "faults" in body;
}

customElements.define("imports-section", ImportsSection);

