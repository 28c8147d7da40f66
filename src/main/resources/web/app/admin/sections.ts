import type {Role} from "../access/session";
import {t} from "./texts";

/** A part of the administration: its path below /admin, its element, and the module that defines it, which travels when it is wanted. */
export interface Section {
  path: string;
  name: string;
  words: string;
  element: string;
  role: Role;
  load: () => Promise<unknown>;
}

export const GROUPS: readonly {name: string, sections: readonly Section[]}[] = [
  {name: t("groupSites"), sections: [
    {path: "facilities", name: t("facilities"), words: t("facilitiesWords"), element: "facilities-section", role: "administrator", load: () => import("./sites/facilities-section")},
    {path: "zones", name: t("zones"), words: t("zonesWords"), element: "zones-section", role: "administrator", load: () => import("./sites/zones-section")},
    {path: "bays", name: t("bays"), words: t("baysWords"), element: "bays-section", role: "administrator", load: () => import("./sites/bays-section")},
    {path: "plan", name: t("plan"), words: t("planWords"), element: "plan-section", role: "administrator", load: () => import("./plan/plan-section")},
    {path: "targets", name: t("targets"), words: t("targetsWords"), element: "targets-section", role: "manager", load: () => import("./targets/targets-section")},
    {path: "imports", name: t("imports"), words: t("importsWords"), element: "imports-section", role: "manager", load: () => import("./imports/imports-section")}
  ]},
  {name: t("groupDevices"), sections: [
    {path: "devices", name: t("devices"), words: t("devicesWords"), element: "devices-section", role: "administrator", load: () => import("./sites/devices-section")},
    {path: "discovered", name: t("discovered"), words: t("discoveredWords"), element: "discovered-section", role: "administrator", load: () => import("./intake/discovered-section")},
    {path: "dead-letters", name: t("letters"), words: t("lettersWords"), element: "letters-section", role: "administrator", load: () => import("./intake/letters-section")},
    {path: "quarantine", name: t("quarantine"), words: t("quarantineWords"), element: "quarantine-section", role: "operator", load: () => import("./broker/quarantine-section")},
    {path: "broker-accounts", name: t("accounts"), words: t("accountsWords"), element: "accounts-section", role: "administrator", load: () => import("./broker/accounts-section")}
  ]},
  {name: t("groupAlerts"), sections: [
    {path: "rules", name: t("rules"), words: t("rulesWords"), element: "rules-section", role: "administrator", load: () => import("./rules/rules-section")},
    {path: "holidays", name: t("holidays"), words: t("holidaysWords"), element: "holidays-section", role: "administrator", load: () => import("./rules/holidays-section")},
    {path: "deliveries", name: t("deliveries"), words: t("deliveriesWords"), element: "deliveries-section", role: "administrator", load: () => import("./log/deliveries-section")}
  ]},
  {name: t("groupSystem"), sections: [
    {path: "users", name: t("users"), words: t("usersWords"), element: "users-section", role: "administrator", load: () => import("./people/users-section")},
    {path: "tokens", name: t("tokens"), words: t("tokensWords"), element: "tokens-section", role: "administrator", load: () => import("./people/tokens-section")},
    {path: "audit", name: t("audit"), words: t("auditWords"), element: "audit-section", role: "administrator", load: () => import("./log/audit-section")},
    {path: "status", name: t("status"), words: t("statusWords"), element: "status-section", role: "administrator", load: () => import("./status/status-section")}
  ]}
];

export const SECTIONS = GROUPS.flatMap(group => group.sections);
