import {LitElement, html} from "lit";
import "../parts/page-head";
import "../parts/states";
import {t} from "../shell/texts";

class AlertsPage extends LitElement {
  render() {
    return html`<page-head heading=${t("alerts")}></page-head><empty-state heading=${t("soon")}></empty-state>`;
  }
}

customElements.define("alerts-page", AlertsPage);
