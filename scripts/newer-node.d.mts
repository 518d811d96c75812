/** See newer-node.mjs; for vitest's configuration, which is TypeScript. */
export declare function packagesForNewerNode(): readonly {
  readonly folder: string;
  readonly reason: string;
}[];
