import {LitElement, css, html, nothing} from "lit";
import {Router, type Commands, type Route, type RouteContext} from "@vaadin/router";
import {session} from "../access/session";
import {feed} from "../live/feed";
import {Watching} from "../live/watching";
import {icon} from "../parts/icons";
import {arriving} from "../parts/page-head";
import "../parts/states";
import {base} from "../parts/styles";
import {count} from "../text/format";
import "./connection-state";
import "./facility-choice";
import "./shell-menus";
import {place, Placed} from "./place";
import {PLACES, ROUTES, type PageRoute} from "./routes";
import {t} from "./texts";

const BADGE_MILLIS = 500;
const BADGE_MOST = 99;
const KEPT = "parkbridge.narrow";

/** The frame of every page: navigation, which facility is looked at, whether it is live, and the page itself in the outlet. */
class ParkbridgeApp extends LitElement {
  static properties = {narrow: {type: Boolean, reflect: true}, refusal: {state: true}, failure: {state: true}};

  static styles = [base, css`
    :host { display: grid; grid-template: "rail bar" auto "rail main" minmax(0, 1fr) / auto minmax(0, 1fr); min-height: 100vh; min-height: 100dvh; }
    .skip { position: absolute; left: 8px; top: -60px; z-index: 20; background: var(--accent); color: var(--on-accent); padding: 8px 14px; border-radius: 8px; }
    .skip:focus { top: 8px; }

    nav { grid-area: rail; width: 14.6rem; background: var(--surface); border-inline-end: 1px solid var(--line); padding: 12px 10px; display: flex; flex-direction: column; gap: 2px;
      position: sticky; top: 0; height: 100vh; height: 100dvh; z-index: 6; }
    .brand { display: flex; align-items: center; gap: 10px; font-size: 1.17rem; font-weight: 680; letter-spacing: -.015em; padding: 4px 8px 16px; color: var(--text); text-decoration: none; }
    .brand img { width: 28px; height: 28px; display: block; }
    .to { display: flex; align-items: center; gap: 12px; padding: 8px 10px; min-height: 40px; border-radius: var(--radius-small); color: var(--quiet); text-decoration: none; font-weight: 520; }
    .to:hover { background: var(--raised); color: var(--text); }
    .to[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 620; }
    .to .word { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .short { display: none; }
    .badge { background: var(--bad); color: light-dark(#fff, #2b0d0b); font-size: var(--tiny); line-height: 1; font-weight: 700; padding: 3.5px 6px; border-radius: 99px; min-width: 20px;
      text-align: center; font-variant-numeric: tabular-nums; }
    .fold { margin-top: auto; border: 0; background: none; font: inherit; cursor: pointer; text-align: start; width: 100%; }
    :host([narrow]) nav { width: 62px; }
    :host([narrow]) :is(.to .word, .brand span) { display: none; }
    :host([narrow]) .to { justify-content: center; position: relative; padding: 8px 0; }
    :host([narrow]) .badge { position: absolute; top: 1px; right: 1px; padding: 2.5px 4.5px; }

    .bar { grid-area: bar; display: flex; align-items: center; gap: 8px 12px; padding: 8px 20px; background: color-mix(in srgb, var(--ground) 88%, transparent);
      backdrop-filter: blur(8px); border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 5; min-height: 54px; }
    facility-choice { flex: 0 1 280px; }
    .space { flex: 1; }
    main { grid-area: main; padding: 16px 20px 28px; min-width: 0; }
    main:focus { outline: none; }

    @media (max-width: 760px) {
      :host { grid-template: "bar" auto "main" minmax(0, 1fr) / minmax(0, 1fr); padding-bottom: calc(58px + env(safe-area-inset-bottom, 0px)); }
      nav, :host([narrow]) nav { position: fixed; top: auto; inset-inline: 0; bottom: 0; height: auto; width: auto; flex-direction: row; padding: 3px 4px calc(3px + env(safe-area-inset-bottom, 0px));
        border: 0; border-top: 1px solid var(--line); }
      nav .brand, .fold { display: none; }
      .to, :host([narrow]) .to { flex: 1 1 0; min-width: 0; flex-direction: column; gap: 1px; padding: 5px 2px; font-size: 11.5px; min-height: 50px; position: relative; justify-content: center; }
      .to .word, :host([narrow]) .to .word { flex: none; max-width: 100%; display: none; }
      .to .short, :host([narrow]) .to .short { display: block; }
      .badge, :host([narrow]) .badge { position: absolute; top: 2px; left: calc(50% + 5px); right: auto; padding: 2.5px 5px; font-size: 11px; }
      .to[aria-current] { background: none; }
      .bar { padding: 6px 12px; gap: 8px; }
      .bar .brand { padding: 0; }
      facility-choice { flex: 1 1 auto; }
      .space { display: none; }
      main { padding: 12px; }
    }
    @media (min-width: 761px) { .bar .brand { display: none; } }
    @media print { nav, .bar { display: none; } }
  `];

  declare private narrow: boolean;
  declare private refusal: string | undefined;
  declare private failure: unknown;

  private router: Router | undefined;
  private readonly onPlace = () => this.watch();
  private readonly onSnapshot = () => {
    this.refusal = undefined;
  };
  private readonly onRefused = (event: Event) => {
    this.refusal = (event as CustomEvent<string>).detail;
  };
  private readonly onMoved = () => place.tell();
  private readonly onSession = () => this.requestUpdate();
  private readonly onConnection = () => {
    if (feed.connection === "lost") {
      void session.check();
    }
  };

  constructor() {
    super();
    this.narrow = keptNarrow();
    new Watching(this, BADGE_MILLIS);
    new Placed(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    place.addEventListener("change", this.onPlace);
    feed.addEventListener("snapshot", this.onSnapshot);
    feed.addEventListener("refused", this.onRefused);
    feed.addEventListener("connection", this.onConnection);
    window.addEventListener("vaadin-router-location-changed", this.onMoved);
    session.addEventListener("change", this.onSession);
    this.watch();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    place.removeEventListener("change", this.onPlace);
    feed.removeEventListener("snapshot", this.onSnapshot);
    feed.removeEventListener("refused", this.onRefused);
    feed.removeEventListener("connection", this.onConnection);
    window.removeEventListener("vaadin-router-location-changed", this.onMoved);
    session.removeEventListener("change", this.onSession);
    this.router?.unsubscribe();
  }

  private watch(): void {
    feed.watch(place.get("facility") ?? null);
  }

  protected firstUpdated(): void {
    this.router = new Router(this.renderRoot.querySelector("#outlet"));
    void this.router.setRoutes(ROUTES.map(route => this.routed(route)));
  }

  private routed(route: PageRoute): Route {
    return {
      path: route.path,
      action: async (context: RouteContext, commands: Commands) => {
        try {
          await route.load();
          this.failure = undefined;
        } catch (error) {
          this.failure = error;
        }
        if (this.router?.location.pathname && this.router.location.pathname !== context.pathname) {
          arriving();
          window.scrollTo(0, 0);
        }
        return commands.component(route.element);
      }
    };
  }

  private fold(): void {
    this.narrow = !this.narrow;
    try {
      localStorage.setItem(KEPT, String(this.narrow));
    } catch {
      // this browser keeps nothing
    }
  }

  private toContent(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector("main")?.focus();
  }

  render() {
    return html`
      <a class="skip" href="#content" router-ignore @click=${this.toContent}>${t("skip")}</a>
      <nav aria-label=${t("navigation")}>
        <a class="brand" href=${place.link("/")} aria-label="Parkbridge"><img src="/static/icon.svg" alt=""><span>Parkbridge</span></a>
        ${PLACES.filter(to => !to.role || !session.person || session.may(to.role)).map(to => this.renderPlace(to))}
        <button class="to fold" aria-label=${t(this.narrow ? "widen" : "narrow")} title=${t(this.narrow ? "widen" : "narrow")} @click=${this.fold}>
          ${icon(this.narrow ? "widen" : "narrow")}</button>
      </nav>
      <header class="bar">
        <a class="brand" href=${place.link("/")} aria-label="Parkbridge"><img src="/static/icon.svg" alt=""></a>
        <facility-choice></facility-choice><div class="space"></div>
        <connection-state></connection-state><shell-menus></shell-menus>
      </header>
      <main id="content" tabindex="-1">
        ${this.refusal ? html`<error-state final heading=${t("unknownFacility")} .error=${new Error(this.refusal)}></error-state>
          <p class="back"><a href="/">${t("allSites")}</a></p>` : nothing}
        ${this.failure ? html`<error-state heading=${t("pageFailed")} .error=${this.failure} @retry=${() => location.reload()}></error-state>` : nothing}
        <div id="outlet" ?hidden=${this.refusal !== undefined || this.failure !== undefined}></div>
      </main>`;
  }

  private renderPlace(to: (typeof PLACES)[number]) {
    const open = to.path === "/alerts" ? feed.picture?.unacknowledged ?? 0 : 0;
    const here = to.path === "/" ? place.path === "/" : place.path === to.path || place.path.startsWith(`${to.path}/`);
    return html`<a class="to" href=${place.link(to.path)} aria-current=${here ? "page" : nothing} title=${this.narrow ? to.name : nothing}
      aria-label=${open > 0 ? `${to.name}, ${t("openAlerts", {n: open})}` : to.name}>
      ${icon(to.icon)}<span class="word">${to.name}</span><span class="short">${to.short}</span>
      ${open > 0 ? html`<span class="badge">${open > BADGE_MOST ? `${count(BADGE_MOST)}+` : count(open)}</span>` : nothing}</a>`;
  }
}

function keptNarrow(): boolean {
  try {
    return localStorage.getItem(KEPT) === "true";
  } catch {
    return false;
  }
}

customElements.define("parkbridge-app", ParkbridgeApp);
