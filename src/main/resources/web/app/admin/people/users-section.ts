import {ask, get} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {toast} from "../../parts/toast";
import {moment} from "../../text/format";
import type {FacilityView} from "../common/answers";
import {options, type Field, type Option, type Values} from "../common/fields";
import {fillIn, type Deed} from "../common/form-dialog";
import {RecordsPage, type Column} from "../common/records-page";
import {seen} from "../common/retire";
import {t} from "../texts";
import {badge, facilityChoice, facilityIds, facilityTexts} from "./grants";
import {showSecret} from "./secret-once";

interface UserView { id: number; name: string; full_name: string; role: "viewer" | "operator" | "manager" | "administrator"; facilities: number[] | null; is_active: boolean; is_external: boolean; last_login_at: string | null }

const ROLES = options(["viewer", "operator", "manager", "administrator"], role => t(role as UserView["role"]));

/** Who may log in. Nobody is deleted: an access ends. */
class UsersSection extends RecordsPage<UserView> {
  protected readonly heading = t("users");
  protected readonly retires = true;
  private offered: readonly Option[] = [];

  protected async load(signal: AbortSignal): Promise<readonly UserView[]> {
    const [users, facilities] = await Promise.all([get<UserView[]>("/api/users", {}, signal), get<FacilityView[]>("/api/facilities", {}, signal)]);
    this.offered = facilityChoice(facilities);
    return users;
  }

  protected words(row: UserView): string {
    return `${row.name} ${row.full_name} ${t(row.role)}`;
  }

  protected columns(): readonly Column<UserView>[] {
    return [
      {header: t("name"), cell: row => row.name, width: "130px"},
      {header: t("fullName"), cell: row => row.full_name, grow: 2, wide: true},
      {header: t("role"), cell: row => t(row.role), width: "120px"},
      {header: t("facilities"), cell: row => facilityTexts(row.facilities, this.offered), wide: true},
      {header: t("lastLogin"), cell: row => row.last_login_at ? moment(new Date(row.last_login_at), this.facility?.time_zone ?? "UTC") : t("never"), by: row => row.last_login_at, fit: true, wide: true},
      {header: t("state"), cell: row => badge(t(row.is_active ? "active" : "noAccess"), row.is_active), by: row => row.is_active, fit: true, wide: true}
    ];
  }

  private fields(): readonly Field[] {
    return [
      {name: "name", label: t("name"), required: true, fixed: true, hint: t("nameHint")}, {name: "full_name", label: t("fullName")},
      {name: "role", label: t("role"), kind: "choice", required: true, options: ROLES, initial: "viewer"},
      {name: "facilities", label: t("facilities"), kind: "several", options: this.offered, hint: t("facilitiesHint")}
    ];
  }

  protected actions() {
    return this.button(t("newUser"), async () => {
      let password = "";
      const done = await fillIn({heading: t("newUser"), deed: t("create"), fields: this.fields(), save: async changes => {
        password = (await ask<{password: string}>("POST", "/api/users", {body: {facilities: null, ...facilityIds(changes)}})).body.password;
      }});
      return done && showSecret(password);
    });
  }

  protected deeds(row: UserView): readonly Deed[] {
    const path = `/api/users/${row.id}`;
    const edit: Deed = {words: t("edit"), run: () => fillIn({heading: row.name, deed: t("save"), fields: this.fields(), deeds: this.others(path, row),
      load: async () => {
        const {values, etag} = await seen<Values & {facilities: number[] | null}>(path);
        return {values: {...values, facilities: values.facilities?.map(String) ?? null}, etag};
      },
      save: (changes, ifMatch) => ask("PATCH", path, {body: facilityIds({...changes, ...("full_name" in changes ? {full_name: changes.full_name ?? ""} : {})}), ifMatch})})};
    return [edit];
  }

  private others(path: string, row: UserView): readonly Deed[] {
    return [...(row.is_external ? [] : [{words: t("newPassword"), run: async () => await confirmed({heading: t("passwordHeading", {name: row.name}), words: t("passwordWords"), deed: t("newPassword")})
        && showSecret((await ask<{password: string}>("POST", `${path}/password`)).body.password)}]),
      {words: t("logOut"), run: async () => {
        await ask("DELETE", `${path}/sessions`);
        toast(t("isLoggedOut", {name: row.name}), "good");
        return true;
      }},
      {words: t(row.is_active ? "endAccess" : "giveAccess"), danger: row.is_active, run: async () => {
        const {etag} = await seen(path);
        if (row.is_active && !await confirmed({heading: t("endHeading", {name: row.name}), words: t("endWords"), deed: t("endAccess"), danger: true})) {
          return false;
        }
        return ask("PATCH", path, {body: {is_active: !row.is_active}, ifMatch: etag});
      }}];
  }
}

customElements.define("users-section", UsersSection);
