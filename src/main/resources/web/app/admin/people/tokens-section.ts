import {ask, get} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {serverNow} from "../../parts/time-ago";
import {toast} from "../../parts/toast";
import {day, moment} from "../../text/format";
import type {FacilityView} from "../common/answers";
import {options, type Option} from "../common/fields";
import {fillIn, type Deed} from "../common/form-dialog";
import {RecordsPage, type Column} from "../common/records-page";
import {t} from "../texts";
import {badge, facilityChoice, facilityIds, facilityTexts} from "./grants";
import {showSecret} from "./secret-once";

type Role = "viewer" | "operator" | "manager" | "administrator" | "ingest";

interface TokenView { id: number; name: string; role: Role; facilities: number[] | null; created_by: string; expires_at: string; last_used_at: string | null; revoked_at: string | null }

const ROLES = options(["viewer", "operator", "manager", "administrator", "ingest"], role => t(role as Role));

/** What machines show. */
class TokensSection extends RecordsPage<TokenView> {
  protected readonly heading = t("tokens");
  private offered: readonly Option[] = [];

  protected async load(signal: AbortSignal): Promise<readonly TokenView[]> {
    const [tokens, facilities] = await Promise.all([get<TokenView[]>("/api/tokens", {}, signal), get<FacilityView[]>("/api/facilities", {}, signal)]);
    this.offered = facilityChoice(facilities);
    return tokens;
  }

  protected words(row: TokenView): string {
    return `${row.name} ${t(row.role)} ${row.created_by}`;
  }

  protected columns(): readonly Column<TokenView>[] {
    const zone = this.facility?.time_zone ?? "UTC";
    return [
      {header: t("name"), cell: row => row.name, width: "130px", grow: 2},
      {header: t("role"), cell: row => t(row.role), width: "120px"},
      {header: t("facilities"), cell: row => facilityTexts(row.facilities, this.offered), wide: true},
      {header: t("createdBy"), cell: row => row.created_by, wide: true},
      {header: t("lastUsed"), cell: row => row.last_used_at ? moment(new Date(row.last_used_at), zone) : t("never"), by: row => row.last_used_at, fit: true, wide: true},
      {header: t("expires"), cell: row => day(new Date(row.expires_at), zone), by: row => row.expires_at, fit: true, wide: true},
      {header: t("state"), cell: row => badge(stateOf(row), usable(row)), by: stateOf, fit: true}
    ];
  }

  protected actions() {
    return this.button(t("newToken"), async () => {
      let token = "";
      const done = await fillIn({heading: t("newToken"), deed: t("create"), fields: [
        {name: "name", label: t("name"), required: true}, {name: "role", label: t("role"), kind: "choice", required: true, options: ROLES, initial: "ingest"},
        {name: "facilities", label: t("facilities"), kind: "several", options: this.offered, hint: t("facilitiesHint")},
        {name: "expires_in_days", label: t("expiresInDays"), kind: "whole", required: true, initial: 365}
      ], save: async changes => {
        token = (await ask<{token: string}>("POST", "/api/tokens", {body: {facilities: null, ...facilityIds(changes)}})).body.token;
      }});
      return done && showSecret(token);
    });
  }

  protected deeds(row: TokenView): readonly Deed[] {
    return !usable(row) ? [] : [{words: t("revoke"), danger: true, run: async () => {
      if (!await confirmed({heading: t("revokeHeading", {name: row.name}), words: t("revokeWords"), deed: t("revoke"), danger: true})) {
        return false;
      }
      await ask("DELETE", `/api/tokens/${row.id}`);
      toast(t("isRevoked", {name: row.name}), "good");
      return true;
    }}];
  }
}

function usable(row: TokenView): boolean {
  return row.revoked_at === null && Date.parse(row.expires_at) > serverNow();
}

function stateOf(row: TokenView): string {
  return t(row.revoked_at !== null ? "revoked" : usable(row) ? "valid" : "expired");
}

customElements.define("tokens-section", TokensSection);
