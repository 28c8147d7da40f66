/** Style sheets are imported for their effect; the bundler takes them out. */
declare module "*.css";

/** Comes without types, and those of Vaadin's components rest on this one. */
declare module "@open-wc/dedupe-mixin" {
  export type Constructor<T = object> = new (...args: any[]) => T;
}
