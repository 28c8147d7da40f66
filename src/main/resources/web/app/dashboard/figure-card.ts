import {LitElement, css, html, nothing} from "lit";
import {icon} from "../parts/icons";
import "../parts/spark-line";
import {base} from "../parts/styles";
import {change, percentage} from "../text/format";
import type {Trend} from "./trend";
import {t} from "./texts";

const LEVEL = 0.5;

/** One figure: its name, its value, what it is made of (slot), how it differs from a week before, and its course. */
class FigureCard extends LitElement {
  static properties = {
    heading: {type: String}, value: {type: String}, trend: {attribute: false}, since: {type: String}, course: {attribute: false}, of: {type: Number}, most: {type: Number},
    tone: {type: String, reflect: true}, href: {type: String}
  };

  static styles = [base, css`
    :host { display: grid; grid-template: auto auto 1fr auto / minmax(0, 1fr) minmax(64px, 38%); gap: 0 12px; padding: 12px var(--pad) 11px; background: var(--surface);
      border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); min-width: 0; min-height: 132px; }
    h3 { font-size: var(--small); font-weight: 550; color: var(--quiet); grid-column: 1 / -1; }
    .value { font-size: 2.05rem; line-height: 1.25; font-weight: 680; letter-spacing: -.025em; font-variant-numeric: tabular-nums; }
    :host([tone="bad"]) .value { color: var(--bad); }
    spark-line { grid-area: 2 / 2 / 4 / 3; align-self: center; height: 38px; }
    .note { grid-column: 1 / -1; font-size: var(--small); align-self: end; }
    .trend { grid-column: 1 / -1; font-size: var(--small); color: var(--quiet); display: flex; align-items: center; gap: 4px; min-height: 20px; white-space: nowrap; overflow: hidden; }
    .trend b { color: var(--text); font-weight: 600; font-variant-numeric: tabular-nums; }
    .trend span { overflow: hidden; text-overflow: ellipsis; }
    .trend svg { flex: none; color: var(--accent); }
    @media (max-width: 760px) { :host { padding: 10px 12px; grid-template-columns: minmax(0, 1fr); min-height: 0; } .value { font-size: 25px; } spark-line { display: none; } .trend { white-space: normal; } }
  `];

  declare heading: string;
  declare value: string | undefined;
  declare trend: Trend | undefined;
  /** What the trend compares with. */
  declare since: string;
  declare course: readonly number[] | undefined;
  declare of: number | undefined;
  declare most: number | undefined;
  declare tone: "bad" | undefined;

  render() {
    return html`<h3>${this.heading}</h3><div class="value">${this.value ?? html`<span class="quiet" aria-hidden="true">–</span>`}</div>
      ${this.course ? html`<spark-line .values=${this.course} of=${this.of ?? nothing} most=${this.most ?? nothing}></spark-line>` : nothing}
      <div class="note"><slot></slot></div><div class="trend">${this.renderTrend()}</div>`;
  }

  private renderTrend() {
    if (!this.trend) {
      return html`<span>${this.value === undefined ? nothing : t("noComparison")}</span>`;
    }
    const {change: by, isPoints} = this.trend;
    const arrow = Math.abs(by) < LEVEL ? "level" : by > 0 ? "up" : "down";
    return html`${icon(arrow, 15)}<b>${isPoints ? t("points", {n: change(by)}) : `${by > 0 ? "+" : by < 0 ? "−" : ""}${percentage(Math.abs(by))}`}</b><span>${this.since}</span>`;
  }
}

customElements.define("figure-card", FigureCard);
