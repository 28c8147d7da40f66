import {ask} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {toast} from "../../parts/toast";
import {t} from "../texts";
import type {Deed, Seen} from "./form-dialog";

/** A thing with its version. */
export async function seen<T extends object>(path: string): Promise<Seen & {values: T & Record<string, unknown>}> {
  const {body, etag} = await ask<T & Record<string, unknown>>("GET", path);
  return {values: body, etag};
}

/** Nothing is deleted: a thing is retired after a question, or taken up again. */
export function retirement(path: string, name: string, active: boolean, consequence: string): Deed {
  return {
    words: t(active ? "retire" : "restore"), danger: active,
    run: async () => {
      const {etag} = await seen(path);
      if (active && !await confirmed({heading: t("retireHeading", {name}), words: consequence, deed: t("retire"), danger: true})) {
        return false;
      }
      await ask("PATCH", path, {body: {is_active: !active}, ifMatch: etag});
      toast(t(active ? "isRetired" : "isRestored", {name}), "good");
      return true;
    }
  };
}
