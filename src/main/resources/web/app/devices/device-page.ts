import {LitElement, html} from "lit";
import type {RouterLocation} from "@vaadin/router";
import "../parts/page-head";
import "../parts/states";
import {t} from "../shell/texts";

class DevicePage extends LitElement {
  static properties = {location: {attribute: false}};

  /** Set by the router. */
  declare location: RouterLocation | undefined;

  render() {
    return html`<page-head heading=${String(this.location?.params.code ?? "")}></page-head><empty-state heading=${t("soon")}></empty-state>`;
  }
}

customElements.define("device-page", DevicePage);
