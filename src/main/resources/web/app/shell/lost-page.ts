import {LitElement, html} from "lit";
import "../parts/page-head";
import "../parts/states";
import {place} from "./place";
import {t} from "./texts";

/** Where no page is. */
class LostPage extends LitElement {
  render() {
    return html`<page-head heading=${t("notFound")}></page-head>
      <empty-state heading=${t("notFoundDetail")}><a href=${place.link("/")}>${t("toDashboard")}</a></empty-state>`;
  }
}

customElements.define("lost-page", LostPage);
