import type { Flask } from "dewar";

// An application knows the settings of this extension, with their types.
declare module "dewar" {
  interface ConfigValues {
    /** The time zone to show, such as "Europe/Vienna". */
    MY_EXTENSION_TIME_ZONE: string;
  }
}

/**
 * Gives templates the function `time_now()`.
 *
 * @example
 * const clock = new MyExtension(app); // or: new MyExtension(), and later clock.initApp(app)
 */
export class MyExtension {
  constructor(app?: Flask) {
    if (app !== undefined) this.initApp(app);
  }

  /** Adds the extension to an application. What it keeps for one is kept there, since there may be several. */
  initApp(app: Flask): void {
    if (!app.config.has("MY_EXTENSION_TIME_ZONE")) app.config.set("MY_EXTENSION_TIME_ZONE", "UTC");
    app.extensions["my-extension"] = this;
    app.templateGlobal("time_now", () => this.timeIn(app.config.get("MY_EXTENSION_TIME_ZONE")));
  }

  /** The time of day, such as "16:05". */
  timeIn(timeZone: string, date: Date = new Date()): string {
    return date.toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  }
}
