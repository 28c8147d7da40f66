import {LitElement, css, html} from "lit";
import "@vaadin/combo-box";
import type {ComboBox, ComboBoxDataProviderCallback, ComboBoxDataProviderParams} from "@vaadin/combo-box";
import {get, isAbort} from "../http/api";
import type {Picture} from "../live/picture";
import {base} from "../parts/styles";
import {icon} from "../parts/icons";
import {t} from "./texts";

const MOST = 60;
const DEVICES_MOST = 200;
const DEVICES_FROM = 2;
const PAUSE_MILLIS = 200;

interface Hit {
  key: string;
  label: string;
  detail: string;
  bay: number;
}

/** What of `/api/devices` is read. */
interface DeviceRow {
  device_code: string;
  slot_number: string | null;
  zone_id: number | null;
}

/** Finds a bay by its number or by the code of its device; fires `found` with the bay's index. */
class BaySearch extends LitElement {
  static properties = {picture: {attribute: false}};

  static styles = [base, css`
    :host { display: block; min-width: 0; }
    vaadin-combo-box { width: 100%; --vaadin-field-default-width: 100%; --vaadin-combo-box-overlay-width: 290px; }
    vaadin-combo-box::part(toggle-button) { display: none; }
    [slot="prefix"] { display: grid; place-items: center; color: var(--quiet); }
  `];

  declare picture: Picture | undefined;
  private asked = new AbortController();

  /** The bays first, and those of devices when the server has answered. */
  private readonly provide = (params: ComboBoxDataProviderParams, done: ComboBoxDataProviderCallback<Hit>) => {
    this.asked.abort();
    const words = params.filter.trim().toLowerCase();
    if (!this.picture || words === "") {
      done([], 0);
      return;
    }
    const bays = baysCalled(words, this.picture);
    const asked = this.asked = new AbortController();
    void this.devicesCalled(words, this.picture, asked.signal).then(devices => {
      const hits = [...bays.slice(0, MOST - Math.min(devices.length, MOST / 2)), ...devices].slice(0, MOST);
      done(hits.slice(params.page * params.pageSize, (params.page + 1) * params.pageSize), hits.length);
    }, error => {
      if (!isAbort(error)) {
        done(bays.slice(0, MOST), Math.min(bays.length, MOST)); // bays can be found without the server
      }
    });
  };

  private async devicesCalled(words: string, picture: Picture, signal: AbortSignal): Promise<Hit[]> {
    if (words.length < DEVICES_FROM) {
      return [];
    }
    await pause(PAUSE_MILLIS, signal);
    const rows = await get<DeviceRow[]>("/api/devices", {facility: picture.facility?.id, search: words, active: true, page_size: DEVICES_MOST}, signal);
    const byPlace = new Map<string, number>();
    for (let bay = 0; bay < picture.bays.length; bay++) {
      byPlace.set(`${picture.bays.zone[bay]}/${picture.bays.number[bay]}`, bay);
    }
    return rows.flatMap(row => {
      const bay = byPlace.get(`${row.zone_id}/${row.slot_number}`);
      return bay === undefined ? [] : [{key: `device ${row.device_code}`, label: row.device_code, detail: t("bay", {number: row.slot_number ?? ""}), bay}];
    });
  }

  private onSelected(event: CustomEvent<{value: Hit | null | undefined}>): void {
    const hit = event.detail.value;
    if (hit) {
      this.dispatchEvent(new CustomEvent("found", {detail: hit.bay}));
      const box = event.target as ComboBox<Hit>;
      queueMicrotask(() => {
        box.selectedItem = undefined;
        box.filter = "";
      });
    }
  }

  render() {
    return html`<vaadin-combo-box accessible-name=${t("search")} placeholder=${t("searchHint")} item-label-path="label" item-id-path="key" item-value-path="key"
      .dataProvider=${this.provide} .renderer=${renderHit} clear-button-visible @selected-item-changed=${this.onSelected}
      ><span slot="prefix">${icon("search", 16)}</span></vaadin-combo-box>`;
  }
}

/** Those that begin so first. */
function baysCalled(words: string, picture: Picture): Hit[] {
  const {bays} = picture;
  const starting: Hit[] = [], holding: Hit[] = [];
  for (let bay = 0; bay < bays.length && starting.length < MOST; bay++) {
    const number = bays.number[bay].toLowerCase();
    if (number.includes(words)) {
      const hits = number.startsWith(words) ? starting : holding;
      hits.push({key: `bay ${bays.idOf(bay)}`, label: bays.number[bay], detail: picture.zone(bays.zone[bay])?.name ?? "", bay});
    }
  }
  return [...starting.sort((a, b) => a.label.length - b.label.length), ...holding].slice(0, MOST);
}

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(done, millis);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      fail(signal.reason as Error);
    }, {once: true});
  });
}

function renderHit(root: HTMLElement, _: ComboBox<Hit>, {item}: {item: Hit}): void {
  const detail = document.createElement("span");
  detail.className = "share";
  detail.style.cssText = "float:inline-end;color:var(--quiet);margin-inline-start:16px";
  detail.textContent = item.detail;
  root.replaceChildren(item.label, detail);
}

customElements.define("bay-search", BaySearch);

declare global {
  interface HTMLElementTagNameMap {
    "bay-search": BaySearch;
  }
}
