export const en = {
  title: "Log in",
  name: "Name",
  password: "Password",
  logIn: "Log in",
  busy: "Logging in …",
  missing: "Enter name and password.",
  wrong: "Name or password is wrong.",
  wait: {one: "Too many failures. Try again in {n} second.", other: "Too many failures. Try again in {n} seconds."},
  unreachable: "Parkbridge cannot be reached. Look at your network, then try again.",
  failed: "Parkbridge cannot do this now. Try again in a while.",
  withCompany: "Log in with your company account",
  withProvider: "Log in with {name}",
  noGroup: "You are logged in there, but none of your groups may use Parkbridge. Ask an administrator of Parkbridge.",
  ended: "An administrator has ended your access to Parkbridge.",
  denied: "The login was not allowed there. Try again, or use name and password.",
  providerFailed: "The login there did not work. Try again, or use name and password."
} as const;
