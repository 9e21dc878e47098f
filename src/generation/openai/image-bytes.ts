import type { Drawing } from "../functions";

type Head = Omit<Drawing, "bytes">;

const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));
const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What an image file says of itself in its first bytes: its type, width and height; null where it is none of ours. */
export function readImage(bytes: Uint8Array): Drawing | null {
  try {
    const head = pngHead(bytes) ?? jpegHead(bytes) ?? webpHead(bytes);
    return head && head.width > 0 && head.height > 0 ? { bytes, ...head } : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function pngHead(bytes: Uint8Array): Head | null {
  if (!starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return null;
  if (ascii(bytes, 12, 16) !== "IHDR") return null;
  return { mime_type: "image/png", width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) };
}

/** Walks the segments to the frame header: SOF0 to SOF15, which are not DHT, JPG or DAC. */
function jpegHead(bytes: Uint8Array): Head | null {
  if (!starts(bytes, 0xff, 0xd8, 0xff)) return null;
  const data = view(bytes);
  for (let at = 2; at < bytes.length;) {
    if (data.getUint8(at) !== 0xff) return null;
    const marker = data.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { mime_type: "image/jpeg", width: data.getUint16(at + 7), height: data.getUint16(at + 5) };
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (marker === 0xd9 || marker === 0xda) return null;
    else at += 2 + data.getUint16(at + 2);
  }
  return null;
}

function webpHead(bytes: Uint8Array): Head | null {
  if (ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 12) !== "WEBP") return null;
  const data = view(bytes);
  const uint24 = (at: number) => data.getUint16(at, true) + (data.getUint8(at + 2) << 16);
  const sizes: Record<string, () => [number, number]> = {
    "VP8 ": () => [data.getUint16(26, true) & 0x3fff, data.getUint16(28, true) & 0x3fff],
    VP8L: () => {
      const bits = data.getUint32(21, true);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    },
    VP8X: () => [uint24(24) + 1, uint24(27) + 1],
  };
  const size = sizes[ascii(bytes, 12, 16)]?.();
  return size ? { mime_type: "image/webp", width: size[0], height: size[1] } : null;
}
