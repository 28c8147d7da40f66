import {LitElement, css, html, nothing, render, type TemplateResult} from "lit";
import "@vaadin/button";
import "@vaadin/grid";
import type {Grid, GridDataProviderCallback, GridDataProviderParams, GridItemModel} from "@vaadin/grid";
import type {GridColumn} from "@vaadin/grid/vaadin-grid-column";
import "@vaadin/menu-bar";
import type {MenuBarItem, MenuBarItemSelectedEvent} from "@vaadin/menu-bar";
import "@vaadin/select";
import type {Select} from "@vaadin/select";
import "@vaadin/text-field";
import type {TextField} from "@vaadin/text-field";
import {ask, get, isAbort, queryOf} from "../http/api";
import {feed} from "../live/feed";
import {Watching} from "../live/watching";
import {icon} from "../parts/icons";
import {Loaded} from "../parts/loaded";
import "../parts/page-head";
import "../parts/states";
import {base, card, segments} from "../parts/styles";
import {t as parts} from "../parts/texts";
import "../parts/time-ago";
import {place, Placed} from "../shell/place";
import {count, day, decimal} from "../text/format";
import {COLUMNS, columnsIn, FIRST, orderAfter, orderIn, UNSORTED, type Column, type Order} from "./columns";
import {STATUSES, type Device} from "./device";
import {everywhere, filtered, FILTERS, queryOfPlace, statusWanted} from "./filters";
import {alertCount, batterySign, healthBar, signalSign, signStyles, statusBadge} from "./signs";
import {t} from "./texts";

const KEPT = "parkbridge.devices.columns";
const PAGE_SIZE = 60;
/** How many pages the grid keeps; it is emptied then, and fetches those on the screen again. */
const PAGES_MOST = 100;
const TYPING_MILLIS = 250;
/** How soon after the last time the rows on the screen are asked for again, when the feed says that something has happened. */
const RENEW_MILLIS = 2_000;
const PHONE = matchMedia("(max-width: 760px)");

/** By the size of the letters, which are larger on a wall. */
const WIDTHS: Partial<Record<Column, string>> = {
  status: "9.3rem", bay: "5.3rem", last_seen: "9.1rem", health: "8.4rem", battery: "6.9rem", rssi: "7.6rem", alerts: "6.4rem", voltage: "7rem", power: "7rem",
  missing: "6.8rem", clock_skew: "6.2rem", firmware: "7.6rem", installed: "8.3rem"
};

/** The devices of the facility that is watched, or of all: of a hundred thousand those on the screen are fetched, and kept up to date. */
class DevicesPage extends LitElement {
  static properties = {total: {state: true}, error: {state: true}, phone: {state: true}};

  static styles = [base, card, segments, signStyles, css`
    :host { display: grid; grid-template-rows: auto auto minmax(320px, 1fr); gap: 12px; height: calc(100vh - 100px); height: calc(100dvh - 100px); }
    .filters { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
    .filters vaadin-text-field { flex: 1 1 200px; max-width: 300px; --vaadin-field-default-width: 100%; }
    .filters vaadin-select { width: 148px; --vaadin-field-default-width: 100%; }
    .card { overflow: hidden; min-height: 0; position: relative; }
    vaadin-grid { flex: 1; min-height: 0; border: 0; height: auto; }
    .device { font-weight: 600; text-decoration: none; color: var(--text); }
    .device:hover { text-decoration: underline; color: var(--accent); }
    .sort { all: unset; box-sizing: border-box; display: inline-flex; align-items: center; gap: 5px; cursor: pointer; font: inherit; color: inherit; min-height: 24px; }
    .sort:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
    .sort[data-order] { color: var(--text); }
    .sort i { font-style: normal; font-size: 10px; width: 10px; color: var(--accent); }
    .over { position: absolute; inset: 0; background: var(--surface); display: grid; place-items: center; z-index: 2; }
    .tile { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 10px; padding: 4px 0; }
    .tile .second { color: var(--quiet); font-size: var(--small); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .tile .end { justify-self: end; }
    .actions { display: flex; gap: 8px; align-items: center; }
    .export { display: inline-flex; align-items: center; gap: 6px; text-decoration: none; color: var(--text); border: 1px solid var(--line-strong); border-radius: var(--radius-small); padding: 6px 12px; font-weight: 550; background: var(--surface); }
    .export:hover { background: var(--raised); }
    vaadin-menu-bar { --vaadin-button-background: var(--surface); }
    @media (max-width: 760px) {
      :host { height: auto; grid-template-rows: auto auto calc(100dvh - 190px); }
      .filters { gap: 6px; flex-wrap: nowrap; overflow-x: auto; margin: 0 -12px; padding: 2px 12px; scrollbar-width: none; }
      .filters > * { flex: none; }
      .filters vaadin-text-field { flex: none; width: 180px; }
      vaadin-menu-bar, .export .word { display: none; }
      .export { padding: 7px 9px; }
      page-head { flex-wrap: nowrap; }
    }
  `];

  declare private total: number | undefined;
  declare private error: unknown;
  declare private phone: boolean;

  private readonly models = new Loaded(this, () => [feed.picture?.facility?.id] as const, (_, signal) => get<string[]>("/api/devices/models", {}, signal));
  /** The rows on the screen, by the cell that shows them. */
  private readonly shown = new Map<HTMLElement, Device>();
  private pages = 0;
  private asked = "";
  private asking = new AbortController();
  private typing = 0;
  private renewing = 0;
  private renewedAt = 0;
  private readonly onPhone = () => {
    this.phone = PHONE.matches;
  };
  private readonly onHeard = () => this.renewSoon();
  private readonly provider = (params: GridDataProviderParams<Device>, callback: GridDataProviderCallback<Device>) => void this.provide(params, callback);
  private readonly rowRenderers = new Map<string, (root: HTMLElement, column: GridColumn<Device>, model: GridItemModel<Device>) => void>();
  private readonly headRenderers = new Map<string, (root: HTMLElement) => void>();

  constructor() {
    super();
    this.phone = PHONE.matches;
    new Placed(this);
    new Watching(this, 60_000);
  }

  connectedCallback(): void {
    super.connectedCallback();
    PHONE.addEventListener("change", this.onPhone);
    feed.addEventListener("delta", this.onHeard);
    feed.addEventListener("alerts", this.onHeard);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    PHONE.removeEventListener("change", this.onPhone);
    feed.removeEventListener("delta", this.onHeard);
    feed.removeEventListener("alerts", this.onHeard);
    clearTimeout(this.renewing);
    this.renewing = 0;
    clearTimeout(this.typing);
    this.asking.abort();
    this.asked = "";
  }

  private get grid(): Grid<Device> | null {
    return this.renderRoot.querySelector<Grid<Device>>("vaadin-grid");
  }

  /** What the address wants has changed: from the beginning. */
  protected updated(): void {
    const query = queryOfPlace();
    const asked = query ? queryOf(query) : "";
    if (asked && asked !== this.asked) {
      this.begin(asked);
    }
    this.grid?.requestContentUpdate();
  }

  private begin(asked: string): void {
    this.asked = asked;
    this.asking.abort();
    this.asking = new AbortController();
    this.total = undefined;
    this.error = undefined;
    this.pages = 0;
    this.grid?.clearCache();
    this.grid?.scrollToIndex(0);
  }

  private async provide({page, pageSize}: GridDataProviderParams<Device>, callback: GridDataProviderCallback<Device>): Promise<void> {
    const query = queryOfPlace();
    if (!query || !this.asked) {
      callback([], 0); // asked again once it is known
      return;
    }
    const {signal} = this.asking;
    try {
      const answer = await ask<Device[]>("GET", "/api/devices", {query: {...query, page: page + 1, page_size: pageSize, total: this.total === undefined || page === 0 ? true : undefined}, signal});
      const total = answer.headers.get("X-Total-Count");
      this.total = total === null ? this.total : Number(total);
      this.renewedAt = performance.now();
      callback(answer.body, this.total);
      if (++this.pages > PAGES_MOST) {
        this.pages = 0;
        this.grid?.clearCache();
      }
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) {
        this.error = error;
      }
    }
  }

  private renewSoon(): void {
    this.renewing ||= window.setTimeout(() => {
      this.renewing = 0;
      void this.renew();
    }, Math.max(0, this.renewedAt + RENEW_MILLIS - performance.now()));
  }

  /** The rows on the screen as they are now; those elsewhere are fetched when they are scrolled to. */
  private async renew(): Promise<void> {
    for (const cell of this.shown.keys()) {
      cell.isConnected || this.shown.delete(cell);
    }
    const seen = [...this.shown].filter(([cell]) => cell.offsetParent !== null).map(([, device]) => device);
    this.renewedAt = performance.now();
    if (seen.length === 0 || document.hidden) {
      return;
    }
    try {
      const fresh = new Map((await get<Device[]>("/api/devices", {ids: seen.map(device => device.id).join(",")}, this.asking.signal)).map(device => [device.id, device]));
      seen.forEach(device => Object.assign(device, fresh.get(device.id)));
      this.grid?.requestContentUpdate();
    } catch {
      // the shell says that the connection is lost; the next frame asks again
    }
    this.renewedAt = performance.now();
  }

  private columns(): readonly Column[] {
    const wanted = columnsIn(place.get("columns")) ?? columnsIn(kept()) ?? FIRST;
    return everywhere() && !wanted.includes("facility") ? columnsIn([...wanted, "facility"].join(",")) ?? wanted : wanted;
  }

  render() {
    const {picture} = feed;
    if (picture && !picture.facility) {
      return html`<page-head heading=${t("devices")}></page-head><empty-state heading=${t("noFacility")}></empty-state>`;
    }
    const query = queryOfPlace();
    return html`
      <page-head heading=${t("devices")} detail=${this.total === undefined ? "" : t("devicesHere", {n: this.total})}>
        <vaadin-menu-bar .i18n=${{moreOptions: parts("moreOptions")}} .items=${this.columnMenu()} @item-selected=${this.onColumn}></vaadin-menu-bar>
        <a class="export" href=${`/api/devices/export${queryOf(query)}`} download="devices.csv" router-ignore title=${t("exportHint", {n: this.total ?? 0})} aria-label=${t("export")}>${icon("download", 17)}<span class="word">${t("export")}</span></a>
      </page-head>
      ${this.renderFilters()}
      <section class="card">
        ${query ? this.renderGrid() : html`<loading-state></loading-state>`}
        ${this.error !== undefined ? html`<div class="over"><error-state .error=${this.error} @retry=${() => this.begin(this.asked)}></error-state></div>`
          : this.total === 0 ? html`<div class="over">${this.renderEmpty()}</div>` : nothing}
      </section>`;
  }

  private renderEmpty() {
    return filtered() ? html`<empty-state icon="search" heading=${t("noMatch")} detail=${t("noMatchDetail")}>
        <vaadin-button @click=${() => place.want(Object.fromEntries(FILTERS.map(name => [name, undefined])))}>${t("resetFilters")}</vaadin-button></empty-state>`
      : html`<empty-state icon="devices" heading=${t("noDevices")} detail=${t("noDevicesDetail")}></empty-state>`;
  }

  private renderFilters() {
    const {picture} = feed;
    const zones = picture?.zonesOf(picture.facility) ?? [];
    const chosen = statusWanted();
    return html`<div class="filters" role="search" aria-label=${t("devices")}>
      <vaadin-text-field type="search" clear-button-visible placeholder=${t("search")} accessible-name=${t("search")} maxlength="50" .value=${place.get("search") ?? ""}
        @value-changed=${this.onSearch}><span slot="prefix">${icon("search", 16)}</span></vaadin-text-field>
      <div class="segments" role="group" aria-label=${t("statusFilter")}>
        <button aria-pressed=${chosen === undefined} @click=${() => place.want({status: undefined})}>${t("allStatuses")}</button>
        ${STATUSES.map(status => html`<button aria-pressed=${chosen === status} @click=${() => place.want({status: chosen === status ? undefined : status})}>${t(status)}</button>`)}
      </div>
      ${everywhere() ? nothing : this.renderSelect("zone", t("zoneFilter"), [["", t("allZones")], ...zones.map(zone => [zone.code, zone.name] as const)])}
      ${this.renderSelect("model", t("modelFilter"), [["", t("allModels")], ...(this.models.value ?? []).map(model => [model, model] as const)])}
      ${this.renderSelect("health", t("healthFilter"), [["", t("anyHealth")], ["good", t("healthGood")], ["fair", t("healthFair")], ["poor", t("healthPoor")]])}
      ${(picture?.facilities.length ?? 0) > 1 ? html`<div class="segments"><button aria-pressed=${everywhere()} @click=${() => place.want({sites: everywhere() ? undefined : "all", zone: undefined})}>${t("allSites")}</button></div>` : nothing}
    </div>`;
  }

  private renderSelect(name: "zone" | "model" | "health", label: string, choices: readonly (readonly [string, string])[]) {
    const value = place.get(name) ?? "";
    const known = choices.some(([code]) => code === value) ? choices : [...choices, [value, value] as const];
    return html`<vaadin-select accessible-name=${label} placeholder=${choices[0]?.[1] ?? ""} .items=${known.map(([code, words]) => ({value: code, label: words}))} .value=${value}
      @change=${(event: Event) => place.want({[name]: (event.target as Select).value})}></vaadin-select>`;
  }

  private onSearch(event: Event): void {
    const {value} = event.target as TextField;
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => place.want({search: value.trim() || undefined}, true), TYPING_MILLIS);
  }

  private renderGrid() {
    const columns = this.columns();
    return html`<vaadin-grid .dataProvider=${this.provider} .pageSize=${PAGE_SIZE} theme="no-border" aria-label=${t("devices")} column-reordering-allowed
        @active-item-changed=${this.onActive}>
      ${this.phone ? html`<vaadin-grid-column flex-grow="1" .headerRenderer=${this.head("code")} .renderer=${this.rows("tile")}></vaadin-grid-column>`
        : html`<vaadin-grid-column frozen resizable width="11.6rem" flex-grow="1" .headerRenderer=${this.head("code")} .renderer=${this.rows("code")}></vaadin-grid-column>
        ${columns.map(column => html`<vaadin-grid-column resizable width=${WIDTHS[column] ?? "8rem"} flex-grow=${WIDTHS[column] ? 0 : 1}
          .headerRenderer=${this.head(column)} .renderer=${this.rows(column)}></vaadin-grid-column>`)}`}
    </vaadin-grid>`;
  }

  /** The same function for a column each time, or the grid would make all cells anew. */
  private head(column: Order["by"]): (root: HTMLElement) => void {
    let renderer = this.headRenderers.get(column);
    if (!renderer) {
      renderer = root => render(this.renderHead(column), root);
      this.headRenderers.set(column, renderer);
    }
    return renderer;
  }

  private renderHead(column: Order["by"]): TemplateResult {
    if (column !== "code" && UNSORTED.has(column)) {
      return html`${t(column)}`;
    }
    const order = orderIn(place.get("sort"));
    const mine = order.by === column;
    return html`<button class="sort" data-order=${mine ? order.falling ? "falling" : "rising" : nothing} title=${`${t("sortBy")}: ${t(column)}`}
      @click=${() => place.want({sort: orderAfter(orderIn(place.get("sort")), column)}, true)}>${t(column)}<i aria-hidden="true">${mine ? order.falling ? "▼" : "▲" : ""}</i></button>`;
  }

  private rows(column: Column | "code" | "tile"): (root: HTMLElement, column: GridColumn<Device>, model: GridItemModel<Device>) => void {
    let renderer = this.rowRenderers.get(column);
    if (!renderer) {
      renderer = (root, _, {item}) => {
        if (column === "code" || column === "tile") {
          this.shown.set(root, item);
        }
        render(column === "tile" ? tile(item) : column === "code" ? link(item) : cell(column, item), root);
      };
      this.rowRenderers.set(column, renderer);
    }
    return renderer;
  }

  private onActive(event: CustomEvent<{value: Device | null}>): void {
    const device = event.detail.value;
    if (device) {
      place.go(`/devices/${device.device_code}`);
    }
  }

  private columnMenu(): MenuBarItem<{column?: Column}>[] {
    const shown = this.columns();
    return [{
      text: t("columns"), children: [...COLUMNS.map(column => ({text: t(column), checked: shown.includes(column), keepOpen: true, column})),
        {component: "hr"}, {text: t("standardColumns")}]
    }];
  }

  private readonly onColumn = (event: MenuBarItemSelectedEvent<MenuBarItem<{column?: Column}>>) => {
    const {column} = event.detail.value;
    const shown = this.columns();
    const wanted = column === undefined ? FIRST : shown.includes(column) ? shown.filter(each => each !== column) : COLUMNS.filter(each => each === column || shown.includes(each));
    keep(wanted.join(","));
    place.want({columns: column === undefined ? undefined : wanted.join(",")}, true);
  };
}

function link(device: Device): TemplateResult {
  return html`<a class="device" href=${place.link(`/devices/${device.device_code}`)}>${device.device_code}</a>`;
}

/** A device on a phone. */
function tile(device: Device): TemplateResult {
  return html`<div class="tile">${link(device)}<span class="end">${statusBadge(device.status)}</span>
    <span class="second">${[device.zone_name, device.slot_number].filter(Boolean).join(" · ") || t("gateway")} · <time-ago .at=${device.last_seen_at}></time-ago></span>
    <span class="end">${device.open_alerts > 0 ? alertCount(device.open_alerts) : nothing} ${healthBar(device.health_score)}</span></div>`;
}

function cell(column: Column, device: Device): unknown {
  switch (column) {
    case "status": return statusBadge(device.status);
    case "zone": return device.zone_name ?? dash();
    case "bay": return device.slot_number ?? dash();
    case "facility": return device.facility_name;
    case "last_seen": return html`<time-ago .at=${device.last_seen_at} .zone=${zoneOf(device)}></time-ago>`;
    case "health": return healthBar(device.health_score);
    case "battery": return batterySign(device.battery);
    case "rssi": return signalSign(device.rssi);
    case "alerts": return alertCount(device.open_alerts);
    case "model": return device.model;
    case "voltage": return device.voltage === null ? dash() : t("volts", {value: decimal(device.voltage)});
    case "power": return device.power === null ? dash() : t("watts", {value: decimal(device.power)});
    case "missing": return device.missing === 0 ? dash() : count(device.missing);
    case "clock_skew": return device.clock_skew_ms === null ? dash() : t("seconds", {value: decimal(device.clock_skew_ms / 1_000)});
    case "firmware": return device.firmware ?? dash();
    case "installed": return day(Date.parse(device.installed_at), zoneOf(device));
  }
}

function dash(): TemplateResult {
  return html`<span class="quiet">–</span>`;
}

function zoneOf(device: Device): string {
  return feed.picture?.facilities.find(facility => facility.id === device.facility_id)?.time_zone ?? "UTC";
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(columns: string): void {
  try {
    localStorage.setItem(KEPT, columns);
  } catch {
    // this browser keeps nothing
  }
}

customElements.define("devices-page", DevicesPage);
