/** What is wrong with a new password, as the server would say it: `access/Passwords`. */
export type PasswordFault = "isRequired" | "tooShort" | "tooLong" | "hasName" | "tooFew";

const LENGTH_MIN = 12;
const LENGTH_MAX = 128;
const NAME_LENGTH_MIN = 4;
const DIFFERENT_MIN = 6;

export function faultOf(password: string, name: string): PasswordFault | undefined {
  if (password === "") {
    return "isRequired";
  }
  if (password.length < LENGTH_MIN || password.length > LENGTH_MAX) {
    return password.length < LENGTH_MIN ? "tooShort" : "tooLong";
  }
  if (name.length >= NAME_LENGTH_MIN && password.toLowerCase().includes(name.toLowerCase())) {
    return "hasName";
  }
  return new Set(password.split("")).size < DIFFERENT_MIN ? "tooFew" : undefined;
}
