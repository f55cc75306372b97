import type { Outside } from "./outside.ts";

/** Tells whoever runs the process what went wrong, and waits for nothing. */
export async function tell({ processLog }: Outside, error: unknown, message: string): Promise<void> {
  (await processLog()).error({ err: error }, message);
}
