import { vi } from "vitest";
import * as picture from "../src/generation/embedded/picture";

/** Leaves out the drawing itself, which takes longer than the rest of a job: for tests that look at no picture. */
export function useBlankPictures(): void {
  vi.spyOn(picture, "drawPicture").mockImplementation(async ({ caption, width, height }) => ({
    bytes: new TextEncoder().encode(`A picture of ${caption}, ${width} by ${height}`),
    mime_type: "image/png",
    width,
    height,
  }));
}
