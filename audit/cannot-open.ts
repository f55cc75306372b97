/** Why a log is not opened, in words for whoever starts the simulator. Nothing was changed on disk. */
export class CannotOpenLog extends Error {
  override readonly name = "CannotOpenLog";
}
