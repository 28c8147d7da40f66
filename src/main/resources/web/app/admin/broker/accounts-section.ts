import {ask, get} from "../../http/api";
import {session} from "../../access/session";
import {moment} from "../../text/format";
import type {FacilityView} from "../common/answers";
import {options, type Option} from "../common/fields";
import {fillIn, type Deed} from "../common/form-dialog";
import {RecordsPage, type Column} from "../common/records-page";
import {badge} from "../people/grants";
import {showSecret} from "../people/secret-once";
import {t} from "../texts";
import {issuing, revoking, type Issued} from "./credentials";

type Kind = "GATEWAY" | "NETWORK_SERVER" | "SIGN" | "MONITOR";

interface AccountView { name: string; kind: Kind; facility_code: string | null; prefix: string | null; issued_at: string; issued_by: string; lost_since: string | null }

const OF_A_FACILITY: readonly Kind[] = ["GATEWAY", "SIGN"];
const OF_ALL: readonly Kind[] = ["NETWORK_SERVER", "MONITOR"];

/** Who else may use the broker: gateways, network servers, signs, monitoring. */
class AccountsSection extends RecordsPage<AccountView> {
  protected readonly heading = t("accounts");
  protected readonly detail = t("accountsDetail");
  protected readonly empty = t("noAccounts");
  private facilities: readonly Option[] = [];

  protected async load(signal: AbortSignal): Promise<readonly AccountView[]> {
    const [accounts] = await Promise.all([get<AccountView[]>("/api/broker-accounts", {}, signal), this.readFacilities(signal)]);
    return accounts;
  }

  private async readFacilities(signal?: AbortSignal): Promise<readonly Option[]> {
    const facilities = await get<FacilityView[]>("/api/facilities", {}, signal);
    this.facilities = facilities.map(facility => ({value: facility.code, label: facility.name}));
    return this.facilities;
  }

  protected words(row: AccountView): string {
    return `${row.name} ${t(row.kind)} ${row.facility_code ?? ""} ${row.prefix ?? ""}`;
  }

  protected columns(): readonly Column<AccountView>[] {
    const zone = this.facility?.time_zone ?? "UTC";
    return [
      {header: t("username"), cell: row => row.name, width: "150px", grow: 2},
      {header: t("kind"), cell: row => t(row.kind), width: "130px"},
      {header: t("speaksFor"), cell: row => this.scopeOf(row), wide: true},
      {header: t("issued"), cell: row => moment(Date.parse(row.issued_at), zone), by: row => row.issued_at, fit: true, wide: true},
      {header: t("createdBy"), cell: row => row.issued_by, wide: true},
      {header: t("state"), cell: row => row.lost_since === null ? badge(t("valid"), true) : badge(t("credentialsLOST"), false), by: row => row.lost_since ?? "", fit: true}
    ];
  }

  protected actions() {
    return this.button(t("newAccount"), async () => {
      const kinds = session.person?.facilities === null ? [...OF_A_FACILITY, ...OF_ALL] : OF_A_FACILITY;
      const issued: Issued[] = [];
      // whoever is quicker than the list
      const facilities = this.facilities.length > 0 ? this.facilities : await this.readFacilities();
      const done = await fillIn({heading: t("newAccount"), words: t("newAccountWords"), deed: t("create"), fields: [
        {name: "kind", label: t("kind"), kind: "choice", required: true, options: options(kinds, kind => t(kind as Kind)), initial: "GATEWAY"},
        {name: "name", label: t("name"), required: true, hint: t("accountNameHint")},
        {name: "facility_code", label: t("facility"), kind: "choice", options: facilities, hint: t("accountFacilityHint")},
        {name: "prefix", label: t("prefix"), hint: t("prefixHint")}
      ], save: async body => {
        issued.push((await ask<Issued>("POST", "/api/broker-accounts", {body})).body);
      }});
      return done && showSecret(issued[0].password, issued[0].username);
    });
  }

  private summary(row: AccountView): string {
    const issued = t("issuedWhen", {when: moment(Date.parse(row.issued_at), this.facility?.time_zone ?? "UTC"), who: row.issued_by});
    return `${t(row.kind)}: ${this.scopeOf(row)}. ${issued}${row.lost_since === null ? "" : ` ${t("credentialsLostWords")}`}`;
  }

  private scopeOf(row: AccountView): string {
    return this.facilities.find(facility => facility.value === row.facility_code)?.label ?? row.facility_code ?? row.prefix ?? t("everywhere");
  }

  protected deeds(row: AccountView): readonly Deed[] {
    const path = `/api/broker-accounts/${encodeURIComponent(row.name)}`;
    const others: readonly Deed[] = [{...issuing(`${path}/credentials`, row.name, true), words: t("renew")}, {...revoking(path, row.name), words: t("revoke")}];
    const look: Deed = {words: t("look"), run: () => fillIn({heading: row.name, words: this.summary(row), deed: t("close"), fields: [], deeds: others, save: () => Promise.resolve()})};
    return [look, ...others];
  }
}

customElements.define("accounts-section", AccountsSection);
