import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import {base} from "../../parts/styles";
import {toast} from "../../parts/toast";
import {show} from "../common/form-dialog";
import {t} from "../texts";

/** A password or token, to be copied now or never. */
class SecretOnce extends LitElement {
  static properties = {secret: {type: String}, username: {type: String}};

  static styles = [base, css`
    :host { display: block; width: min(30rem, 84vw); }
    .line { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 8px; align-items: center; margin: 12px 0; }
    .line span { grid-column: 1 / -1; color: var(--quiet); font-size: var(--small); }
    code { background: var(--raised); padding: 10px 12px; border-radius: var(--radius-small); overflow-wrap: anywhere; user-select: all; }
    footer { display: flex; gap: 8px; justify-content: flex-end; }
  `];

  declare secret: string;
  /** Where the secret is one half only. */
  declare username: string | undefined;

  render() {
    return html`<p>${t("secretWords")}</p>
      ${this.username === undefined ? nothing : this.renderLine(t("username"), this.username)}${this.renderLine(this.username === undefined ? nothing : t("password"), this.secret)}
      <footer><vaadin-button theme="primary" @click=${() => this.dispatchEvent(new CustomEvent("end", {detail: true}))}>${t("close")}</vaadin-button></footer>`;
  }

  private renderLine(label: string | typeof nothing, value: string) {
    return html`<div class="line">${label === nothing ? nothing : html`<span>${label}</span>`}<code>${value}</code>
      <vaadin-button aria-label=${label === nothing ? t("copy") : `${t("copy")}: ${label as string}`} @click=${(event: Event) => this.copy(value, (event.currentTarget as HTMLElement).previousElementSibling)}>${t("copy")}</vaadin-button></div>`;
  }

  /** Over plain HTTP from elsewhere browsers have no clipboard for pages: then the text is selected, for the keyboard. */
  private async copy(value: string, shown: Element | null): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      toast(t("copied"), "good");
    } catch {
      if (shown) {
        getSelection()?.selectAllChildren(shown);
      }
      toast(t("copyByHand"));
    }
  }
}

customElements.define("secret-once", SecretOnce);

/** Always true: what it belongs to was done, however the dialog is closed. */
export async function showSecret(secret: string, username?: string): Promise<true> {
  const content = document.createElement("secret-once") as SecretOnce;
  content.secret = secret;
  content.username = username;
  await show(t("secretHeading"), content);
  return true;
}
