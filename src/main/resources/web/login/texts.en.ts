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
  failed: "Parkbridge cannot do this now. Try again in a while."
} as const;
