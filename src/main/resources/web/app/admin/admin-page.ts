import {LitElement, html} from "lit";
import "../parts/page-head";
import "../parts/states";
import {t} from "../shell/texts";

class AdminPage extends LitElement {
  render() {
    return html`<page-head heading=${t("admin")}></page-head><empty-state heading=${t("soon")}></empty-state>`;
  }
}

customElements.define("admin-page", AdminPage);
