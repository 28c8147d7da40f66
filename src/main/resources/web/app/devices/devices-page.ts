import {LitElement, html} from "lit";
import "../parts/page-head";
import "../parts/states";
import {t} from "../shell/texts";

class DevicesPage extends LitElement {
  render() {
    return html`<page-head heading=${t("devices")}></page-head><empty-state heading=${t("soon")}></empty-state>`;
  }
}

customElements.define("devices-page", DevicesPage);
