import {LitElement, css, html} from "lit";
import {styleMap} from "lit/directives/style-map.js";

/**
 * Occupied, free and unknown as parts of a bar. The numbers beside it say the same, so it is silent for screen readers. It steps and does not glide: dozens of bars that
 * glide four times a second would have the page laid out anew in each frame.
 */
class OccupancyBar extends LitElement {
  static properties = {occupied: {type: Number}, free: {type: Number}, unknown: {type: Number}};

  static styles = css`
    :host { display: block; height: 8px; }
    div { display: flex; height: 100%; border-radius: 99px; overflow: hidden; background: var(--raised); gap: 1px; }
    span { flex-basis: 0; }
    .occupied { background: var(--occupied); }
    .free { background: color-mix(in srgb, var(--free) 34%, transparent); }
    .unknown { background: repeating-linear-gradient(135deg, var(--unknown) 0 2px, transparent 2px 6px); }
  `;

  declare occupied: number;
  declare free: number;
  declare unknown: number;

  render() {
    const part = (size: number) => styleMap({flexGrow: String(size)});
    return html`<div aria-hidden="true"><span class="occupied" style=${part(this.occupied)}></span><span class="free" style=${part(this.free)}></span>
      <span class="unknown" style=${part(this.unknown)}></span></div>`;
  }
}

customElements.define("occupancy-bar", OccupancyBar);
