import {LitElement, css, html} from "lit";
import "@vaadin/button";
import {icon} from "../parts/icons";
import "../parts/spark-line";
import {base} from "../parts/styles";
import {timeOfDay} from "../text/format";
import {t} from "./texts";

const STEP_SECONDS = 300;
const PLAY_MILLIS = 180;

/** A moment of a past day, chosen or played; fires `moment` with it in epoch seconds. Above it how full it was, so that one sees where to look. */
class DaySlider extends LitElement {
  static properties = {start: {type: Number}, end: {type: Number}, moment: {type: Number}, course: {attribute: false}, most: {type: Number}, timeZone: {type: String}, words: {type: String}, playing: {state: true}};

  static styles = [base, css`
    :host { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; gap: 4px 14px; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius);
      box-shadow: var(--shadow); padding: 8px var(--pad); }
    vaadin-button { --vaadin-button-padding: 8px; }
    .track { position: relative; padding-top: 26px; }
    spark-line { position: absolute; inset: 0 8px 16px; height: auto; color: var(--occupied); }
    input { display: block; width: 100%; margin: 0; accent-color: var(--accent); height: 20px; cursor: pointer; }
    input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
    output { font-variant-numeric: tabular-nums; font-weight: 600; min-width: 8.5em; text-align: end; }
    @media (max-width: 760px) { :host { grid-template-columns: auto minmax(0, 1fr); } output { grid-column: 1 / -1; text-align: start; } }
  `];

  declare start: number;
  declare end: number;
  declare moment: number;
  declare course: readonly number[];
  declare most: number;
  declare timeZone: string;
  /** What is seen at the moment, as "12 occupied". */
  declare words: string;
  declare private playing: boolean;
  private timer = 0;

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  render() {
    const time = timeOfDay(this.moment * 1_000, this.timeZone);
    return html`<vaadin-button theme="quiet" aria-label=${t(this.playing ? "pause" : "play")} title=${t(this.playing ? "pause" : "play")} @click=${this.toggle}>${icon(this.playing ? "pause" : "play", 20)}</vaadin-button>
      <div class="track"><spark-line .values=${this.course} most=${this.most}></spark-line>
        <input type="range" aria-label=${t("replayTime")} aria-valuetext=${time} min=${this.start} max=${this.end} step=${STEP_SECONDS} .value=${String(this.moment)}
          @input=${(event: Event) => this.tell(Number((event.target as HTMLInputElement).value))}></div>
      <output aria-live="off">${time} · ${this.words}</output>`;
  }

  private tell(moment: number): void {
    this.dispatchEvent(new CustomEvent("moment", {detail: moment}));
  }

  private toggle(): void {
    if (this.playing) {
      this.stop();
      return;
    }
    this.playing = true;
    this.timer = window.setInterval(() => {
      const next = this.moment + STEP_SECONDS;
      if (next >= this.end) {
        this.stop();
      }
      this.tell(Math.min(next, this.end));
    }, PLAY_MILLIS);
  }

  private stop(): void {
    clearInterval(this.timer);
    this.playing = false;
  }
}

customElements.define("day-slider", DaySlider);
