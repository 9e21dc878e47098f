import type { DrawInput, Drawing } from "../functions";
import { drawableText, fitCaption, type Box } from "./caption";
import { readFont, type Font } from "./font";
import { chooseLook, isWide, type Canvas } from "./scenes";
import { seedFrom } from "./seed";

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
  const font = readFont(ttf.default);
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

/** Beside the scene on a wide card, below it on a square or tall one. */
function captionBox(width: number, height: number): Box {
  if (isWide(width, height))
    return { x: width * 0.07, y: height * 0.18, width: width * 0.6, height: height * 0.68 };
  return { x: width * 0.08, y: height * 0.48, width: width * 0.84, height: height * 0.42 };
}

function drawCaption(font: Font, caption: string, canvas: Canvas): string {
  const text = drawableText(font, caption);
  if (text === "") return "";
  const { width, height, palette } = canvas;
  const wide = isWide(width, height);
  const box = captionBox(width, height);
  const fitted = fitCaption(font, text, box, Math.min(wide ? height * 0.142 : height * 0.1, width * 0.1));
  const used = fitted.lines.length * fitted.lineHeight;
  const top = wide ? box.y + (box.height - used) / 2 : box.y + box.height - used;
  const lines = fitted.lines.map((line, i) => {
    const y = (top + i * fitted.lineHeight + fitted.size * 0.92).toFixed(1);
    return `<text x="${box.x.toFixed(1)}" y="${y}">${xmlText(line)}</text>`;
  });
  const bar = `<rect x="${box.x.toFixed(1)}" y="${(top - fitted.size * 0.5).toFixed(1)}" width="${(fitted.size * 1.1).toFixed(1)}" height="${(fitted.size * 0.12).toFixed(1)}" rx="${(fitted.size * 0.06).toFixed(1)}" fill="${palette.accents[1]}"/>`;
  const style = `font-family="Inter" font-weight="700" font-size="${fitted.size.toFixed(1)}" fill="${palette.ink}"`;
  return `${bar}<g ${style}>${lines.join("")}</g>`;
}

/** Fades the scene into the background where the caption stands, so that the caption always has its contrast. */
function veil({ width, height, palette }: Canvas): string {
  const wide = isWide(width, height);
  const direction = wide ? `x1="0" y1="0" x2="1" y2="0"` : `x1="0" y1="1" x2="0" y2="0"`;
  const fades = wide ? [46, 66, 84] : [48, 60, 72];
  const stops = [0, ...fades]
    .map((at, i) => [at, [0.96, 0.92, 0.6, 0][i]])
    .map(([at, opacity]) => `<stop offset="${at}%" stop-color="${palette.from}" stop-opacity="${opacity}"/>`);
  return `<linearGradient id="veil" ${direction}>${stops.join("")}</linearGradient><rect width="${width}" height="${height}" fill="url(#veil)"/>`;
}

function drawCard(font: Font, input: DrawInput, width: number, height: number): string {
  const seed = seedFrom(`${input.caption}\n${input.prompt}\n${input.style}`);
  const { palette, scene } = chooseLook(input.style, seed);
  const canvas: Canvas = { width, height, palette, seed };
  const background = `<linearGradient id="back" ${isWide(width, height) ? `x1="0" y1="0" x2="1" y2="0"` : `x1="0" y1="1" x2="0" y2="0"`}><stop offset="0%" stop-color="${palette.from}"/><stop offset="100%" stop-color="${palette.to}"/></linearGradient><rect width="${width}" height="${height}" fill="url(#back)"/>`;
  const body = background + scene(canvas) + veil(canvas) + drawCaption(font, input.caption, canvas);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`;
}

/** A PNG card with the caption on it; the sides are kept within 64 to 2048 pixels. Same input, same bytes. */
export async function drawPicture(input: DrawInput): Promise<Drawing> {
  const [width, height] = [side(input.width), side(input.height)];
  const { png, font } = await getRenderer();
  return { bytes: png(drawCard(font, input, width, height)), mime_type: "image/png", width, height };
}
