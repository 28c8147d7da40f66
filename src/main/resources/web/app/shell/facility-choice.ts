import {LitElement, css, html} from "lit";
import "@vaadin/combo-box";
import type {ComboBox} from "@vaadin/combo-box";
import {feed} from "../live/feed";
import type {Facility} from "../live/frames";
import {tally} from "../live/picture";
import {Watching} from "../live/watching";
import {base} from "../parts/styles";
import {percent} from "../text/format";
import {place} from "./place";
import {t} from "./texts";

const SITES_MILLIS = 2_000;

/** Which facility is looked at, with how full the others are. The choice is in the address. */
class FacilityChoice extends LitElement {
  static styles = [base, css`
    :host { display: block; min-width: 0; }
    vaadin-combo-box { width: 100%; --vaadin-field-default-width: 100%; }
  `];

  private shown: readonly Facility[] = [];
  private items: {value: string, label: string}[] = [];

  constructor() {
    super();
    new Watching(this, SITES_MILLIS);
  }

  render() {
    const picture = feed.picture;
    if (picture && picture.facilities !== this.shown) {
      this.shown = picture.facilities;
      this.items = picture.facilities.map(site => ({value: site.code, label: site.name}));
    }
    return html`<vaadin-combo-box accessible-name=${t("facility")} placeholder=${picture ? t("noFacility") : ""} .items=${this.items}
      item-label-path="label" item-value-path="value" .value=${picture?.facility?.code ?? ""} .renderer=${renderItem} @change=${this.onChange}></vaadin-combo-box>`;
  }

  private onChange(event: Event): void {
    const {value} = event.target as ComboBox;
    if (value) {
      place.want({facility: value, zone: undefined});
    } else {
      this.requestUpdate();
      (event.target as ComboBox).value = feed.picture?.facility?.code ?? "";
    }
  }
}

function renderItem(root: HTMLElement, _: ComboBox, {item}: {item: unknown}): void {
  const {value, label} = item as {value: string, label: string};
  const picture = feed.picture;
  const {occupied, free} = tally(picture?.zonesOf(picture.facilities.find(site => site.code === value)) ?? []);
  const share = document.createElement("span");
  share.className = "share";
  share.textContent = percent(occupied, occupied + free);
  root.replaceChildren(label, share);
}

customElements.define("facility-choice", FacilityChoice);
