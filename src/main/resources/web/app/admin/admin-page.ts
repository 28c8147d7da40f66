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

  /** The part that is looked at: on its way, there, or why it is not. */
  private shown: {readonly section: Section, element?: HTMLElement, failure?: unknown} | undefined;
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

  /** Asked for once, however often the page is drawn meanwhile. */
  private contentOf(section: Section): unknown {
    if (this.shown?.section !== section) {
      const shown: typeof this.shown = this.shown = {section};
      section.load().then(() => {
        shown.element = document.createElement(section.element);
      }, (error: unknown) => {
        shown.failure = error;
      }).finally(this.again);
    }
    const {element, failure} = this.shown;
    return failure ? html`<error-state .error=${failure} @retry=${() => location.reload()}></error-state>` : element ?? html`<loading-state></loading-state>`;
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
        <div>${this.contentOf(section)}</div></div>`;
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
