import { Fault } from "#domain/fault.ts";
import type { App, DefinedRoute } from "./route.ts";

/** Answers a known path that was asked with a method it does not take; stands behind all routes, so it only gets what they left. */
export function wrongMethodRoutes(app: App, routes: readonly DefinedRoute[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    app.all(path.replaceAll(/\{(\w+)\}/g, ":$1"), (c) => {
      c.header("Allow", methods.join(", "));
      throw new Fault(
        "METHOD_NOT_ALLOWED",
        `"${c.req.path}" does not take ${c.req.method}; send ${methods.join(" or ")}`,
      );
    });
  }
}
