declare module 'fs-native-extensions' {
  /** An exclusive lock, until the file is closed. @returns false while another descriptor has it */
  export function tryLock(file: number): boolean;
}
