import {ask, get} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {toast} from "../../parts/toast";
import {dateWords} from "../../text/format";
import {fillIn, type Deed} from "../common/form-dialog";
import {RecordsPage, type Column} from "../common/records-page";
import {t} from "../texts";

interface Holiday { day: string; name: string }

/** The days that a facility keeps free of the rules that say so. */
class HolidaysSection extends RecordsPage<Holiday> {
  protected readonly heading = t("holidays");
  protected readonly empty = t("noHolidays");

  protected asked() {
    return [this.facility?.id];
  }

  private get path(): string {
    return `/api/facilities/${this.facility?.id ?? 0}/holidays`;
  }

  protected load(signal: AbortSignal) {
    return get<Holiday[]>(this.path, {}, signal);
  }

  protected words(row: Holiday): string {
    return `${row.day} ${row.name}`;
  }

  protected columns(): readonly Column<Holiday>[] {
    return [{header: t("day"), cell: row => dateWords(row.day), by: row => row.day, width: "190px"}, {header: t("name"), cell: row => row.name, width: "130px", grow: 2}];
  }

  protected actions() {
    return this.facility && this.button(t("newHoliday"), () => fillIn({heading: t("newHoliday"), words: this.facility?.name, deed: t("create"),
      fields: [{name: "day", label: t("day"), kind: "day", required: true}, {name: "name", label: t("name")}],
      save: ({day, name}) => ask("PUT", `${this.path}/${String(day)}`, {body: {name: name ?? ""}})}));
  }

  protected deeds(row: Holiday): readonly Deed[] {
    return [{words: t("remove"), danger: true, run: async () => {
      if (!await confirmed({heading: t("removeHeading", {name: row.name || row.day}), words: t("holidayPlain"), deed: t("remove"), danger: true})) {
        return false;
      }
      await ask("DELETE", `${this.path}/${row.day}`);
      toast(t("isRemoved", {name: row.name || row.day}), "good");
      return true;
    }}];
  }
}

customElements.define("holidays-section", HolidaysSection);
