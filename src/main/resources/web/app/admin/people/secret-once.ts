import {LitElement, css, html} from "lit";
import "@vaadin/button";
import {base} from "../../parts/styles";
import {toast} from "../../parts/toast";
import {show} from "../common/form-dialog";
import {t} from "../texts";

/** A password or token, to be copied now or never. */
class SecretOnce extends LitElement {
  static properties = {secret: {type: String}};

  static styles = [base, css`
    :host { display: block; width: min(30rem, 84vw); }
    code { display: block; background: var(--raised); padding: 10px 12px; border-radius: var(--radius-small); overflow-wrap: anywhere; margin: 12px 0; user-select: all; }
    footer { display: flex; gap: 8px; justify-content: flex-end; }
  `];

  declare secret: string;

  render() {
    return html`<p>${t("secretWords")}</p><code>${this.secret}</code><footer>
      <vaadin-button @click=${() => navigator.clipboard.writeText(this.secret).then(() => toast(t("copied"), "good"), () => undefined)}>${t("copy")}</vaadin-button>
      <vaadin-button theme="primary" @click=${() => this.dispatchEvent(new CustomEvent("end", {detail: true}))}>${t("close")}</vaadin-button></footer>`;
  }
}

customElements.define("secret-once", SecretOnce);

/** Always true: what it belongs to was done, however the dialog is closed. */
export async function showSecret(secret: string): Promise<true> {
  const content = document.createElement("secret-once") as SecretOnce;
  content.secret = secret;
  await show(t("secretHeading"), content);
  return true;
}
