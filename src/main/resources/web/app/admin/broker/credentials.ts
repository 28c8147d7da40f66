import {ask} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {toast} from "../../parts/toast";
import type {Deed} from "../common/form-dialog";
import {showSecret} from "../people/secret-once";
import {t} from "../texts";

export interface Issued { username: string; password: string }

/** New credentials, shown once; where there were others it asks, because those end. */
export function issuing(path: string, name: string, renews: boolean): Deed {
  return {
    words: t(renews ? "renewCredentials" : "issueCredentials"),
    run: async () => {
      if (renews && !await confirmed({heading: t("renewHeading", {name}), words: t("renewWords"), deed: t("renewCredentials"), danger: true})) {
        return false;
      }
      const {body} = await ask<Issued>("POST", path);
      return showSecret(body.password, body.username);
    }
  };
}

export function revoking(path: string, name: string): Deed {
  return {
    words: t("revokeCredentials"), danger: true,
    run: async () => {
      if (!await confirmed({heading: t("revokeHeading", {name}), words: t("revokeAccountWords"), deed: t("revokeCredentials"), danger: true})) {
        return false;
      }
      await ask("DELETE", path);
      toast(t("isRevoked", {name}), "good");
      return true;
    }
  };
}

export function devicePath(id: number): string {
  return `/api/devices/${id}/credentials`;
}
