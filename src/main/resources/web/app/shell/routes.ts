import type {Role} from "../access/session";
import type {Icon} from "../parts/icons";
import {t} from "./texts";

/** One page: where it is, its element, and the module that defines it, which travels when the page is first wanted. */
export interface PageRoute {
  path: string;
  element: string;
  load: () => Promise<unknown>;
}

export const ROUTES: readonly PageRoute[] = [
  {path: "/", element: "dashboard-page", load: () => import("../dashboard/dashboard-page")},
  {path: "/devices", element: "devices-page", load: () => import("../devices/devices-page")},
  {path: "/devices/:code", element: "device-page", load: () => import("../devices/device-page")},
  {path: "/alerts", element: "alerts-page", load: () => import("../alerts/alerts-page")},
  {path: "/reports", element: "reports-page", load: () => import("../reports/reports-page")},
  {path: "/reports/runs", element: "runs-page", load: () => import("../reports/runs-page")},
  {path: "/reports/schedules", element: "schedules-page", load: () => import("../reports/schedules-page")},
  {path: "/admin", element: "admin-page", load: () => import("../admin/admin-page")},
  {path: "/admin/(.*)", element: "admin-page", load: () => import("../admin/admin-page")},
  {path: "/account", element: "account-page", load: () => import("../access/account-page")},
  {path: "(.*)", element: "lost-page", load: () => import("./lost-page")}
];

/** The places of the navigation, in its order; `role`: the least one that finds something there. */
export const PLACES: readonly {path: string, icon: Icon, name: string, short: string, role?: Role}[] = [
  {path: "/", icon: "dashboard", name: t("dashboard"), short: t("dashboard")},
  {path: "/devices", icon: "devices", name: t("devices"), short: t("devices")},
  {path: "/alerts", icon: "alerts", name: t("alerts"), short: t("alerts")},
  {path: "/reports", icon: "reports", name: t("reports"), short: t("reports"), role: "manager"},
  {path: "/admin", icon: "admin", name: t("admin"), short: t("adminShort"), role: "manager"}
];
