import {LitElement, css, html} from "lit";

/** Occupied, free and unknown as parts of a bar. The numbers beside it say the same, so it is silent for screen readers. */
class OccupancyBar extends LitElement {
  static properties = {occupied: {type: Number}, free: {type: Number}, unknown: {type: Number}};

  static styles = css`
    :host { display: block; height: 8px; }
    div { display: flex; height: 100%; border-radius: 99px; overflow: hidden; background: var(--raised); }
    span { transition: flex-grow .4s; flex-basis: 0; }
    .occupied { background: var(--occupied); }
    .free { background: color-mix(in srgb, var(--free) 38%, transparent); }
    .unknown { background: repeating-linear-gradient(135deg, var(--unknown) 0 2px, transparent 2px 6px); }
    @media (prefers-reduced-motion: reduce) { span { transition: none; } }
  `;

  declare occupied: number;
  declare free: number;
  declare unknown: number;

  render() {
    return html`<div aria-hidden="true">
      <span class="occupied" style="flex-grow:${this.occupied}"></span>
      <span class="free" style="flex-grow:${this.free}"></span>
      <span class="unknown" style="flex-grow:${this.unknown}"></span>
    </div>`;
  }
}

customElements.define("occupancy-bar", OccupancyBar);
