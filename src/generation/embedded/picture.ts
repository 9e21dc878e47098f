import type { DrawInput, Drawing } from "../functions";
import { drawableText, fitCaption, type CaptionBox } from "./caption";
import { readFont, type Font } from "./font";
import { chooseLook, isWide, type Canvas } from "./scenes";
import { seedFrom } from "./seed";

type CardInput = Omit<DrawInput, "title">;
const SMALLEST_SIDE = 64;
const LARGEST_SIDE = 2048;

type Renderer = { png: (svg: string) => Uint8Array; font: Font };
let renderer: Promise<Renderer> | undefined;

async function startRenderer(): Promise<Renderer> {
  const [{ initWasm, Resvg }, wasm, ttf] = await Promise.all([
    import("@resvg/resvg-wasm"),
    import("@resvg/resvg-wasm/index_bg.wasm"),
    import("@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf"),
  ]);
  await initWasm(wasm.default);
  const face: unknown = ttf.default;
  if (!(face instanceof ArrayBuffer)) throw new Error("The bundler did not give the caption font as bytes");
  const font = readFont(face);
  const options = { font: { fontBuffers: [font.bytes], defaultFontFamily: "Inter", loadSystemFonts: false } };
  const png = (svg: string) => {
    const document = new Resvg(svg, options);
    const image = document.render();
    const bytes = image.asPng();
    image.free();
    document.free();
    return bytes;
  };
  return { png, font };
}

/** WASM may be started once an isolate; a failed start is not remembered. */
function getRenderer(): Promise<Renderer> {
  renderer ??= startRenderer().catch((error: unknown) => {
    renderer = undefined;
    throw error;
  });
  return renderer;
}

const side = (asked: number) =>
  Number.isFinite(asked) ? Math.min(LARGEST_SIDE, Math.max(SMALLEST_SIDE, Math.round(asked))) : SMALLEST_SIDE;

const xmlText = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const px = (value: number) => value.toFixed(1);

/** From the caption's side of the card to the other. */
function gradient(
  { width, height }: Canvas,
  id: string,
  stops: [at: number, color: string, opacity: number][],
) {
  const direction = isWide(width, height) ? `x1="0" y1="0" x2="1" y2="0"` : `x1="0" y1="1" x2="0" y2="0"`;
  const drawn = stops.map(
    ([at, color, opacity]) => `<stop offset="${at}%" stop-color="${color}" stop-opacity="${opacity}"/>`,
  );
  const sheet = `<rect width="${width}" height="${height}" fill="url(#${id})"/>`;
  return `<linearGradient id="${id}" ${direction}>${drawn.join("")}</linearGradient>${sheet}`;
}

/** Fades the scene into the background where the caption stands, so that the caption always has its contrast. */
function veil(canvas: Canvas): string {
  const fades = isWide(canvas.width, canvas.height) ? [46, 66, 84] : [48, 60, 72];
  const { from } = canvas.palette;
  return gradient(canvas, "veil", [
    [0, from, 0.96],
    [fades[0] ?? 0, from, 0.92],
    [fades[1] ?? 0, from, 0.6],
    [fades[2] ?? 0, from, 0],
  ]);
}

/** Beside the scene on a wide card, below it on a square or tall one. */
function captionBox(width: number, height: number): CaptionBox {
  return isWide(width, height)
    ? { x: width * 0.07, y: height * 0.18, width: width * 0.6, height: height * 0.68 }
    : { x: width * 0.08, y: height * 0.48, width: width * 0.84, height: height * 0.42 };
}

function drawCaption(font: Font, caption: string, { width, height, palette }: Canvas): string {
  const text = drawableText(font, caption);
  if (text === "") return "";
  const wide = isWide(width, height);
  const box = captionBox(width, height);
  const largest = Math.min(height * (wide ? 0.142 : 0.1), width * 0.1);
  const { lines, size, lineHeight } = fitCaption(font, text, box, largest);
  const spare = box.height - lines.length * lineHeight;
  const top = box.y + (wide ? spare / 2 : spare);
  const drawn = lines.map((line, i) => {
    const baseline = top + i * lineHeight + size * 0.92;
    return `<text x="${px(box.x)}" y="${px(baseline)}">${xmlText(line)}</text>`;
  });
  const bar = `<rect x="${px(box.x)}" y="${px(top - size * 0.5)}" width="${px(size * 1.1)}" height="${px(size * 0.12)}" rx="${px(size * 0.06)}" fill="${palette.accents[1]}"/>`;
  const look = `font-family="Inter" font-weight="700" font-size="${px(size)}" fill="${palette.ink}"`;
  return `${bar}<g ${look}>${drawn.join("")}</g>`;
}

function drawCard(font: Font, input: CardInput, width: number, height: number): string {
  const seed = seedFrom(`${input.caption}\n${input.prompt}\n${input.style}`);
  const { palette, scene } = chooseLook(input.style, seed);
  const canvas: Canvas = { width, height, palette, seed };
  const background = gradient(canvas, "background", [
    [0, palette.from, 1],
    [100, palette.to, 1],
  ]);
  const body = background + scene(canvas) + veil(canvas) + drawCaption(font, input.caption, canvas);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`;
}

/** A PNG card with the caption on it; the sides are kept within 64 to 2048 pixels. Same input, same bytes. */
export async function drawPicture(input: CardInput): Promise<Drawing> {
  const [width, height] = [side(input.width), side(input.height)];
  const { png, font } = await getRenderer();
  return { bytes: png(drawCard(font, input, width, height)), mime_type: "image/png", width, height };
}
