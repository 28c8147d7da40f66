import {LitElement, html} from "lit";
import "../parts/page-head";
import "../parts/states";
import {t} from "../shell/texts";

class ReportsPage extends LitElement {
  render() {
    return html`<page-head heading=${t("reports")}></page-head><empty-state heading=${t("soon")}></empty-state>`;
  }
}

customElements.define("reports-page", ReportsPage);
