import {LitElement, css, html, nothing, svg} from "lit";

const WIDTH = 100;
const HEIGHT = 24;

/** A course as a small line without axes, silent for screen readers: the numbers beside it say what matters. */
class SparkLine extends LitElement {
  static properties = {values: {attribute: false}, most: {type: Number}, of: {type: Number}};

  static styles = css`
    :host { display: block; height: 24px; min-width: 48px; color: var(--accent); }
    svg { display: block; width: 100%; height: 100%; overflow: visible; }
    .line { fill: none; stroke: currentColor; stroke-width: 1.5; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
    .area { fill: currentColor; opacity: .12; }
  `;

  declare values: readonly number[] | undefined;
  /** What the whole height stands for; the greatest value unless named. */
  declare most: number | undefined;
  /** How many values there are when it is complete, as 24 of a day that is not over. */
  declare of: number | undefined;

  render() {
    const values = this.values ?? [];
    if (values.length < 2) {
      return nothing;
    }
    const most = Math.max(this.most ?? 0, ...values, 1e-9);
    const step = WIDTH / (Math.max(this.of ?? 0, values.length) - 1);
    const points = values.map((value, i) => `${(i * step).toFixed(1)},${(HEIGHT - 1 - value / most * (HEIGHT - 2)).toFixed(1)}`);
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<polygon class="area" points="0,${HEIGHT} ${points.join(" ")} ${((values.length - 1) * step).toFixed(1)},${HEIGHT}"/><polyline class="line" points=${points.join(" ")}/>`}</svg>`;
  }
}

customElements.define("spark-line", SparkLine);
