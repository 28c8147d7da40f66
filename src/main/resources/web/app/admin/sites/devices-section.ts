import {html} from "lit";
import {ask, download, get} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {keep} from "../../parts/keep";
import "../../parts/time-ago";
import {toast} from "../../parts/toast";
import {place} from "../../shell/place";
import {devicePath, issuing, revoking, type Issued} from "../broker/credentials";
import type {BayView, DeviceView, ZoneView} from "../common/answers";
import type {Field, Values} from "../common/fields";
import {fillIn, type Deed} from "../common/form-dialog";
import {activeBadge, RecordsPage, type Choice, type Column} from "../common/records-page";
import {retirement, seen} from "../common/retire";
import {badge} from "../people/grants";
import {showSecret} from "../people/secret-once";
import {bayOptions, baysOf, MOST, withNumbers, zonesOf} from "../common/sites";
import {t} from "../texts";

/** At most a thousand accounts, one after the other at the broker, which goes on serving others. */
const FILE_MILLIS = 300_000;

class DevicesSection extends RecordsPage<DeviceView> {
  protected readonly heading = t("devices");
  protected readonly retires = true;
  protected readonly empty = t("noDevices");
  private zones: readonly ZoneView[] = [];

  protected asked() {
    return [this.facility?.id, place.get("zone") ?? null];
  }

  protected async load(signal: AbortSignal): Promise<readonly DeviceView[]> {
    const {facility} = this;
    const [zones, devices] = await Promise.all([zonesOf(facility?.id ?? 0, signal),
      get<DeviceView[]>("/api/devices", {zone: place.get("zone"), facility: facility?.id, page_size: MOST}, signal)]);
    this.zones = zones;
    return devices;
  }

  protected words(row: DeviceView): string {
    return `${row.device_code} ${row.slot_number ?? ""} ${row.zone_name ?? ""} ${row.model}`;
  }

  protected choices(): readonly Choice[] {
    return [{name: "zone", label: t("zone"), options: this.zones.map(zone => ({value: String(zone.id), label: zone.name}))}];
  }

  protected columns(): readonly Column<DeviceView>[] {
    return [
      {header: t("code"), cell: row => row.device_code, grow: 2, width: "160px"},
      {header: t("bay"), cell: row => row.slot_number ?? t("gateway"), width: "90px"},
      {header: t("zone"), cell: row => row.zone_name ?? "–", width: "110px"},
      {header: t("model"), cell: row => row.model, wide: true},
      {header: t("lastSeen"), cell: row => row.last_seen_at ? html`<time-ago .at=${row.last_seen_at} .zone=${this.facility?.time_zone}></time-ago>` : t("never"), by: row => row.last_seen_at, wide: true, width: "130px", grow: 0},
      {header: t("credentials"), cell: row => row.credentials === null ? "–" : badge(t(`credentials${row.credentials}`), row.credentials === "ISSUED"), by: row => row.credentials ?? "", fit: true, wide: true},
      {header: t("state"), cell: row => activeBadge(row.is_active), by: row => row.is_active, fit: true, wide: true}
    ];
  }

  private fields(bays: readonly BayView[], own?: number | null): readonly Field[] {
    return [
      {name: "device_code", label: t("code"), required: true, fixed: true, hint: t("codeHint")},
      {name: "bay_id", label: t("bay"), kind: "choice", options: bayOptions(bays, this.zones, own), hint: t("bayHint")},
      ...sensorFields()
    ];
  }

  protected actions() {
    const {facility} = this;
    return facility && html`${this.button(t("missingCredentials"), () => this.issueMissing(facility.id, facility.name), "quiet")}
      ${this.button(t("newDevice"), () => this.create(facility.id, facility.name))}`;
  }

  private async create(facility: number, name: string): Promise<boolean> {
    const issued: Issued[] = [];
    const done = await fillIn({heading: t("newDevice"), words: name, deed: t("create"), fields: this.fields(await baysOf({facility})),
      save: async changes => {
        const {body} = await ask<{credentials?: Issued}>("POST", "/api/devices", {body: {...withNumbers(changes, "bay_id"), facility_id: facility}});
        issued.push(...body.credentials ? [body.credentials] : []);
        toast(t("isCreated", {name: String(changes.device_code)}), "good");
      }});
    return done && shown(issued);
  }

  /** Those that have none, as a file that is there this once. */
  private async issueMissing(facility: number, name: string): Promise<boolean> {
    if (!await confirmed({heading: t("missingHeading", {name}), words: t("missingWords"), deed: t("missingCredentials")})) {
      return false;
    }
    const {blob, name: file} = await download(`/api/facilities/${facility}/device-credentials`, {timeoutMillis: FILE_MILLIS}, "POST");
    const lines = (await blob.text()).trim().split("\n").length - 1;
    if (lines > 0) {
      keep(blob, file);
    }
    toast(lines > 0 ? t("missingIssued", {n: lines, file}) : t("missingNone"), "good");
    return true;
  }

  protected deeds(row: DeviceView): readonly Deed[] {
    const path = `/api/devices/${row.id}`;
    const retire = retirement(path, row.device_code, row.is_active, t("retireDevice"));
    const replace: Deed = {words: t("replace"), run: () => this.replace(path, row)};
    const credentials = [...row.is_active ? [issuing(devicePath(row.id), row.device_code, row.credentials !== null)] : [], ...row.credentials === null ? [] : [revoking(devicePath(row.id), row.device_code)]];
    return [{words: t("edit"), run: () => this.edit(path, row, [...credentials, ...row.is_active ? [replace, retire] : [retire]])}, ...(row.is_active ? [replace, retire] : [retire])];
  }

  private async edit(path: string, row: DeviceView, deeds: readonly Deed[]): Promise<boolean> {
    const load = async () => {
      const {values, etag} = await seen<Values & {bay_id: number | null}>(path);
      return {values: {...values, bay_id: values.bay_id === null ? null : String(values.bay_id)}, etag, own: values.bay_id};
    };
    const [{own}, bays] = await Promise.all([load(), baysOf({facility: this.facility?.id})]);
    return fillIn({heading: row.device_code, deed: t("save"), fields: this.fields(bays, own), deeds, load, save: (body, ifMatch) => ask("PATCH", path, {body: withNumbers(body, "bay_id"), ifMatch})});
  }

  /** The bay keeps its state and its open stay. */
  private async replace(path: string, row: DeviceView): Promise<boolean> {
    const {etag} = await seen(path);
    const issued: Issued[] = [];
    const done = await fillIn({heading: t("replaceHeading", {name: row.device_code}), words: t("replaceWords"), deed: t("replace"),
      fields: [{name: "device_code", label: t("newCode"), required: true, hint: t("codeHint")}, ...sensorFields()],
      save: async changes => {
        const {body} = await ask<{credentials?: Issued}>("POST", `${path}/replacement`, {body: changes, ifMatch: etag});
        issued.push(...body.credentials ? [body.credentials] : []);
      }});
    return done && shown(issued);
  }
}

/** What there is to be shown once, if anything. */
async function shown([issued]: readonly Issued[]): Promise<true> {
  return issued === undefined || showSecret(issued.password, issued.username);
}

export function sensorFields(): readonly Field[] {
  return [
    {name: "model", label: t("model"), required: true, initial: "generic"},
    {name: "dev_eui", label: "DevEUI", hint: t("devEuiHint")},
    {name: "expected_interval_seconds", label: t("interval"), kind: "whole", hint: t("intervalHint")}
  ];
}

customElements.define("devices-section", DevicesSection);
