/** A file that cannot be read as a keyword CSV; the message is for the person who chose the file. */
export class CsvError extends Error {
  override name = "CsvError";
}

const signatures: [kind: string, bytes: number[]][] = [
  ["an Excel workbook or a zip archive", [0x50, 0x4b]],
  ["an old Excel workbook", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a PDF", [0x25, 0x50, 0x44, 0x46]],
  ["a gzip archive", [0x1f, 0x8b]],
];
const boms: [encoding: string, bytes: number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];
const SAMPLE = 1024;

/** The text of a CSV by its byte order mark, or else UTF-16 if every other byte is NUL, UTF-8, or windows-1252. */
export function decodeCsv(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes.length === 0) throw new CsvError("The file is empty.");
  const binary = signatures.find(([, signature]) => startsWith(bytes, signature));
  if (binary) throw new CsvError(`This is ${binary[0]}, not a CSV. Export the keywords as CSV.`);
  const decoded = decode(bytes);
  const head = decoded.text.slice(0, SAMPLE);
  const controls = head.match(/(?![\t\n\r\f\v])\p{Cc}/gu)?.length ?? 0;
  if (decoded.text.includes("\0") || controls * 20 > head.length) {
    throw new CsvError("This is a binary file, not a CSV. Export the keywords as CSV.");
  }
  if (/^\s*<(?:!|\?xml|html|head|body|table|meta|script|div)/i.test(head)) {
    throw new CsvError("This is a web page, not a CSV. Export the keywords as CSV.");
  }
  if (head.trim() === "" && decoded.text.trim() === "") throw new CsvError("The file is empty.");
  return decoded;
}

function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = boms.find(([, bom]) => startsWith(bytes, bom))?.[0] ?? decodeUtf16(bytes);
  if (encoding) return { text: new TextDecoder(encoding).decode(bytes), encoding };
  try {
    return {
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes),
      encoding: "utf-8",
    };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}

function decodeUtf16(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, SAMPLE);
  const nuls = [0, 0] as [number, number];
  head.forEach((byte, index) => {
    if (byte === 0) nuls[index % 2 === 0 ? 0 : 1] += 1;
  });
  const enough = head.length / 4;
  if (nuls[1] > enough && nuls[0] < nuls[1] / 10) return "utf-16le";
  if (nuls[0] > enough && nuls[1] < nuls[0] / 10) return "utf-16be";
  return undefined;
}

function startsWith(bytes: Uint8Array, prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}
