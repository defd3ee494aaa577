/** The parts of the packages of Citation.js that are used; they ship no types. */
declare module '@citation-js/core' {
  interface Core {
    readonly plugins: {
      readonly config: { get(name: string): unknown };
      readonly output: { format(format: string, items: readonly unknown[], options?: object): unknown };
    };
  }
  const core: Core;
  export default core;
}
declare module '@citation-js/plugin-csl';
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
declare module '@citation-js/name' {
  interface Names {
    parse(name: string): Readonly<Record<string, string>>;
  }
  const names: Names;
  export default names;
}
