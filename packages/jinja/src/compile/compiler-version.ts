/**
 * The version of the code the compiler writes: that of this package. What another version has written is compiled anew.
 */
export const COMPILER_VERSION = "0.1.0";
