import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import {icon} from "../parts/icons";
import "../parts/pb-date";
import {base} from "../parts/styles";
import {t as parts} from "../parts/texts";
import {daysAfter} from "./answers";
import {t} from "./texts";

/** Which day is looked at; fires `day` with it, undefined for today. */
class DayChoice extends LitElement {
  static properties = {date: {type: String}, today: {type: String}};
  static styles = [base, css`
    :host { display: flex; align-items: center; gap: 4px; }
    vaadin-button { --vaadin-button-padding: 6px; min-width: 36px; }
    vaadin-button.today { --vaadin-button-padding: 6px 12px; margin-inline-start: 4px; }
  `];

  declare date: string;
  declare today: string;

  render() {
    return html`<vaadin-button theme="quiet" aria-label=${parts("dayBefore")} title=${parts("dayBefore")} @click=${() => this.choose(daysAfter(this.date, -1))}>${icon("back", 18)}</vaadin-button>
      <pb-date .value=${this.date} max=${this.today} @day=${(event: CustomEvent<string>) => this.choose(event.detail)}></pb-date>
      <vaadin-button theme="quiet" aria-label=${parts("dayAfter")} title=${parts("dayAfter")} ?disabled=${this.date >= this.today} @click=${() => this.choose(daysAfter(this.date, 1))}>${icon("forward", 18)}</vaadin-button>
      ${this.date === this.today ? nothing : html`<vaadin-button class="today" @click=${() => this.choose(this.today)}>${t("today")}</vaadin-button>`}`;
  }

  private choose(date: string): void {
    this.dispatchEvent(new CustomEvent("day", {detail: date >= this.today ? undefined : date}));
  }
}

customElements.define("day-choice", DayChoice);
