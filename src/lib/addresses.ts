/**
 * IPv4 blocks that are not public: first address and prefix length. Source: IANA's special-purpose address registry.
 */
const CLOSED_V4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Azure's host agent: formally a public address.
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/**
 * Blocks within 2000::/3, the public IPv6 range, that are not public: IETF assignments, documentation, IPv4 tunnels.
 */
const CLOSED_V6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const V4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/** Whether the host, as printed by the URL parser, is an address rather than a name. */
export const isAddress = (host: string) => V4.test(host) || host.startsWith("[");

/** Whether an address, as printed by the URL parser, is on the public internet. */
export function isPublicAddress(host: string): boolean {
  if (V4.test(host)) return !CLOSED_V4.some((block) => holds(bitsOfV4, 32, block, host));
  const address = host.slice(1, -1);
  return (
    holds(bitsOfV6, 128, ["2000::", 3], address) &&
    !CLOSED_V6.some((block) => holds(bitsOfV6, 128, block, address))
  );
}

function holds(
  bitsOf: (address: string) => bigint,
  width: number,
  [first, length]: readonly [string, number],
  address: string,
): boolean {
  const rest = BigInt(width - length);
  return bitsOf(first) >> rest === bitsOf(address) >> rest;
}

const joined = (parts: readonly number[], size: bigint) =>
  parts.reduce((sum, part) => (sum << size) | BigInt(part), 0n);

const bitsOfV4 = (address: string) => joined(address.split(".").map(Number), 8n);

/** Expects the form printed by the URL parser: hexadecimal groups, at most one `::`, no dotted suffix. */
function bitsOfV6(address: string): bigint {
  const [head = "", tail] = address.split("::");
  const groups = (text: string) => (text ? text.split(":").map((group) => Number.parseInt(group, 16)) : []);
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return joined([...before, ...zeros, ...after], 16n);
}
