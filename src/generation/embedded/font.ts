export type Font = {
  bytes: Uint8Array;
  /** Advance width in ems, or null where the font has no glyph for the code point. */
  advance: (codePoint: number) => number | null;
};

function tableOffsets(view: DataView): Map<string, number> {
  const offsets = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + i * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)));
    offsets.set(tag, view.getUint32(record + 8));
  }
  return offsets;
}

/** The segments of a format 4 character map: enough for the basic multilingual plane, all that captions need. */
function glyphLookup(view: DataView, cmap: number): (codePoint: number) => number {
  let table = 0;
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 4 + i * 8 + 4);
    if (view.getUint16(offset) === 4) table = offset;
  }
  if (table === 0) throw new Error("The caption font has no format 4 character map");
  const doubled = view.getUint16(table + 6);
  const [ends, starts] = [table + 14, table + 16 + doubled];
  const [deltas, ranges] = [starts + doubled, starts + 2 * doubled];
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    for (let i = 0; i < doubled; i += 2) {
      if (view.getUint16(ends + i) < codePoint) continue;
      const start = view.getUint16(starts + i);
      if (start > codePoint) return 0;
      const range = view.getUint16(ranges + i);
      const delta = view.getUint16(deltas + i);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(ranges + i + range + (codePoint - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

/** Reads the character map and the horizontal metrics of a TrueType font. */
export function readFont(buffer: ArrayBuffer): Font {
  const view = new DataView(buffer);
  const offsets = tableOffsets(view);
  const table = (tag: string) => {
    const offset = offsets.get(tag);
    if (offset === undefined) throw new Error(`The caption font has no ${tag} table`);
    return offset;
  };
  const unitsPerEm = view.getUint16(table("head") + 18);
  const metrics = view.getUint16(table("hhea") + 34);
  const hmtx = table("hmtx");
  const glyphOf = glyphLookup(view, table("cmap"));
  const advance = (codePoint: number) => {
    const glyph = glyphOf(codePoint);
    return glyph === 0 ? null : view.getUint16(hmtx + Math.min(glyph, metrics - 1) * 4) / unitsPerEm;
  };
  return { bytes: new Uint8Array(buffer), advance };
}
