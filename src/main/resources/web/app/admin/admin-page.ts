import {LitElement, css, html, nothing} from "lit";
import {session} from "../access/session";
import "../parts/page-head";
import "../parts/states";
import {base, card} from "../parts/styles";
import {place, Placed} from "../shell/place";
import {GROUPS, SECTIONS, type Section} from "./sections";
import {t} from "./texts";

/** The administration: what there is, and beside it the part that is looked at. What a user may not do is not offered. */
class AdminPage extends LitElement {
  static properties = {failure: {state: true}};

  static styles = [base, card, css`
    :host { display: block; }
    .frame { display: grid; grid-template-columns: 12.5rem minmax(0, 1fr); gap: 22px; align-items: start; }
    nav { position: sticky; top: 70px; display: grid; gap: 1px; font-size: var(--small); max-height: calc(100vh - 90px); overflow-y: auto; }
    nav h2 { font-size: var(--tiny); color: var(--quiet); font-weight: 600; padding: 10px 10px 3px; }
    nav a { display: block; padding: 6px 10px; border-radius: var(--radius-small); color: var(--text); text-decoration: none; }
    nav a:hover { background: var(--raised); }
    nav a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 620; }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: var(--gap); margin-top: var(--gap); align-items: start; }
    .cards ul { list-style: none; }
    .cards li a { display: grid; gap: 1px; padding: 9px var(--pad); border-top: 1px solid var(--line); text-decoration: none; color: inherit; }
    .cards li a:hover { background: var(--raised); }
    .cards b { font-weight: 600; color: var(--accent); }
    .up { display: none; margin-bottom: 8px; }
    @media (max-width: 900px) { .frame { grid-template-columns: minmax(0, 1fr); } nav { display: none; } .up { display: inline-block; } }
  `];

  declare private failure: unknown;

  private shown: {section: Section, element: HTMLElement} | undefined;
  private readonly again = () => this.requestUpdate();

  constructor() {
    super();
    new Placed(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener("change", this.again);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener("change", this.again);
  }

  private get wanted(): string {
    return place.path.replace(/^\/admin\/?/, "").replace(/\/$/, "");
  }

  /** The part's element once its module is there. */
  private elementOf(section: Section): HTMLElement | undefined {
    if (this.shown?.section !== section) {
      this.shown = undefined;
      section.load().then(() => {
        this.failure = undefined;
        this.shown = this.wanted === section.path ? {section, element: document.createElement(section.element)} : undefined;
        this.requestUpdate();
      }, (error: unknown) => {
        this.failure = error;
      });
    }
    return this.shown?.element;
  }

  render() {
    if (!session.person) {
      return html`<loading-state></loading-state>`;
    }
    const section = SECTIONS.find(known => known.path === this.wanted);
    if (!section || !session.may(section.role)) {
      return this.renderOverview(section !== undefined || this.wanted !== "");
    }
    return html`<a class="up small" href=${place.link("/admin")}>← ${t("title")}</a>
      <div class="frame"><nav aria-label=${t("title")}>${GROUPS.map(group => this.renderGroup(group, section))}</nav>
        <div>${this.failure ? html`<error-state .error=${this.failure} @retry=${() => location.reload()}></error-state>` : this.elementOf(section) ?? html`<loading-state></loading-state>`}</div></div>`;
  }

  private renderGroup(group: (typeof GROUPS)[number], here: Section) {
    const offered = group.sections.filter(section => session.may(section.role));
    return offered.length === 0 ? nothing : html`<h2>${group.name}</h2>${offered.map(section =>
      html`<a href=${place.link(`/admin/${section.path}`)} aria-current=${section === here ? "page" : nothing}>${section.name}</a>`)}`;
  }

  private renderOverview(refused: boolean) {
    const groups = GROUPS.map(group => ({...group, sections: group.sections.filter(section => session.may(section.role))})).filter(group => group.sections.length > 0);
    return html`<page-head heading=${t("title")}></page-head>
      ${groups.length === 0 || refused ? html`<empty-state heading=${t("notYours")} detail=${t("notYoursDetail")}></empty-state>` : nothing}
      <div class="cards">${groups.map(group => html`<section class="card"><header><h2>${group.name}</h2></header>
        <ul>${group.sections.map(section => html`<li><a href=${place.link(`/admin/${section.path}`)}><b>${section.name}</b><span class="small quiet">${section.words}</span></a></li>`)}</ul></section>`)}</div>`;
  }
}

customElements.define("admin-page", AdminPage);
