import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import {get} from "../../http/api";
import {Loaded} from "../../parts/loaded";
import {base} from "../../parts/styles";
import {toastError} from "../../parts/toast";
import {faultWords} from "../../text/faults";
import type {Letter} from "../common/answers";
import type {Deed} from "../common/form-dialog";
import {term} from "../terms";
import {t} from "../texts";

interface Content extends Letter {
  payload_text: string | null;
  payload_base64: string;
}

/** A dead letter whole. Fires `end`, true after it was replayed. */
class LetterContent extends LitElement {
  static properties = {letter: {attribute: false}, replay: {attribute: false}};

  static styles = [base, css`
    :host { display: block; width: min(40rem, 84vw); }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 14px; }
    dt { color: var(--quiet); } dd { overflow-wrap: anywhere; }
    pre { background: var(--raised); border-radius: var(--radius-small); padding: 10px 12px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 40vh; overflow: auto; margin: 12px 0 0; }
    footer { display: flex; gap: 8px; justify-content: flex-end; margin-top: 16px; }
  `];

  declare letter: Letter;
  declare replay: Deed | undefined;

  private readonly content = new Loaded(this, () => [this.letter.id] as const, ([id], signal) => get<Content>(`/api/dead-letters/${id}`, {}, signal));

  render() {
    const {letter} = this;
    return html`<dl><dt>${t("topic")}</dt><dd>${letter.topic}</dd><dt>${t("reason")}</dt><dd>${term("DeadLetterReason", letter.reason)}</dd>
        ${letter.detail ? html`<dt>${t("why")}</dt><dd>${faultWords(letter.detail)}</dd>` : nothing}</dl>
      ${this.content.view(whole => html`<pre tabindex="0" aria-label=${t("payload")}>${whole.payload_text ?? whole.payload_base64}</pre>`)}
      <footer><vaadin-button @click=${() => this.end(false)}>${t("close")}</vaadin-button>
        ${this.replay ? html`<vaadin-button theme="primary" @click=${this.again}>${this.replay.words}</vaadin-button>` : nothing}</footer>`;
  }

  private async again(): Promise<void> {
    try {
      await this.replay?.run();
      this.end(true);
    } catch (error) {
      toastError(error);
    }
  }

  private end(done: boolean): void {
    this.dispatchEvent(new CustomEvent("end", {detail: done}));
  }
}

customElements.define("letter-content", LetterContent);

declare global {
  interface HTMLElementTagNameMap {
    "letter-content": LetterContent;
  }
}
