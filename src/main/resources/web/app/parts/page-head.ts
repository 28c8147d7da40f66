import {LitElement, css, html, nothing} from "lit";
import {base} from "./styles";

let arrived = false;

/** Said by the shell when a page was reached by a link: its heading then gets the focus, so that a screen reader reads on from there. */
export function arriving(): void {
  arrived = true;
}

/** The head of a page: its heading (which becomes the window's title), what it is about, and its actions in the slot. */
class PageHead extends LitElement {
  static properties = {heading: {type: String}, detail: {type: String}};

  static styles = [base, css`
    :host { display: flex; align-items: center; flex-wrap: wrap; gap: 8px 16px; }
    .words { flex: 1 1 240px; min-width: 0; }
    h1 { font-size: 1.45rem; line-height: 1.25; font-weight: 650; letter-spacing: -.015em; overflow-wrap: anywhere; }
    h1:focus { outline: none; }
    .actions { display: flex; align-items: center; flex-wrap: wrap; gap: 8px; }
    @media (max-width: 760px) { .words { flex-basis: auto; } }
    .detail { color: var(--quiet); font-size: var(--small); }
  `];

  declare heading: string;
  declare detail: string | undefined;

  protected updated(): void {
    document.title = this.heading ? `${this.heading} · Parkbridge` : "Parkbridge";
    if (arrived && this.heading) {
      arrived = false;
      this.renderRoot.querySelector("h1")?.focus({preventScroll: true});
    }
  }

  render() {
    return html`<div class="words"><h1 tabindex="-1">${this.heading}</h1>${this.detail ? html`<p class="detail">${this.detail}</p>` : nothing}</div>
      <div class="actions"><slot></slot></div>`;
  }
}

customElements.define("page-head", PageHead);
