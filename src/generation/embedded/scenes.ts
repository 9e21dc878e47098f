import type { Seed } from "./seed";

type Palette = { from: string; to: string; accents: [string, string, string]; ink: string };
export type Canvas = { width: number; height: number; palette: Palette; seed: Seed };
/** SVG shapes over the background, kept to the side or the edge that the caption leaves free. */
type Scene = (canvas: Canvas) => string;

const dark: Palette[] = [
  { from: "#0b1f3a", to: "#14466b", accents: ["#4fd1c5", "#f6ad55", "#2b6cb0"], ink: "#ffffff" },
  { from: "#1b1035", to: "#43216b", accents: ["#f472b6", "#818cf8", "#fbbf24"], ink: "#ffffff" },
  { from: "#06281f", to: "#0f5a47", accents: ["#a7f3d0", "#facc15", "#34d399"], ink: "#ffffff" },
  { from: "#2a0f1e", to: "#6d1f3f", accents: ["#fda4af", "#fdba74", "#e11d6a"], ink: "#ffffff" },
  { from: "#10151f", to: "#29364a", accents: ["#60a5fa", "#f87171", "#94a3b8"], ink: "#ffffff" },
  { from: "#22130a", to: "#6b3514", accents: ["#fbbf24", "#fb923c", "#fde68a"], ink: "#ffffff" },
];

const light: Palette[] = [
  { from: "#fdf6ec", to: "#f8e3cb", accents: ["#e07a5f", "#3d5a80", "#f2b880"], ink: "#22223b" },
  { from: "#eef5fb", to: "#d3e5f5", accents: ["#2f6fb0", "#f4a259", "#8ab6d6"], ink: "#12263a" },
  { from: "#f1f6ee", to: "#d9e8d0", accents: ["#52796f", "#e9b44c", "#95b8a0"], ink: "#1d2f2b" },
  { from: "#f8f1f6", to: "#eddcec", accents: ["#9d4e8f", "#f28f79", "#c8a2d0"], ink: "#2c1a33" },
  { from: "#f5f5f2", to: "#e4e2da", accents: ["#30343f", "#d1603d", "#a8a294"], ink: "#1c1e24" },
];

const n = (value: number) => String(Math.round(value * 10) / 10);
const circle = (x: number, y: number, r: number, paint: string) =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" ${paint}/>`;
const fill = (color: string, opacity: number) =>
  `fill="${color}" fill-opacity="${n(opacity * 10) === "0" ? 0 : opacity.toFixed(2)}"`;

/** On a wide card the caption stands to the left, otherwise below. */
export const isWide = (width: number, height: number) => width > height * 1.2;

const glow: Scene = ({ width, height, palette, seed }) => {
  const size = Math.max(width, height);
  const reach = height * (isWide(width, height) ? 1 : 0.5);
  // Steps, not radial gradients, which make the PNG twice as large.
  const orbs = seed.shuffle(palette.accents).map((color, i) => {
    const [x, y] = [width * seed.between(0.7, 1.02), reach * 0.42 * (i + seed.between(0, 0.4))];
    const radius = size * seed.between(0.2, 0.3);
    const steps = Array.from({ length: 6 }, (_, step) =>
      circle(x, y, radius * (1 - step / 7), fill(color, 0.17)),
    );
    return steps.join("");
  });
  const rim = size * seed.between(0.1, 0.15);
  const [x, y] = [width * seed.between(0.8, 0.9), reach * seed.between(0.3, 0.6)];
  const edge = `stroke="#ffffff" stroke-opacity="0.4" stroke-width="${n(size / 500)}"`;
  return orbs.join("") + circle(x, y, rim, `${fill("#ffffff", 0.1)} ${edge}`);
};

const hills: Scene = ({ width, height, palette, seed }) => {
  const sun = circle(
    width * seed.between(0.74, 0.86),
    height * (isWide(width, height) ? seed.between(0.24, 0.36) : seed.between(0.12, 0.18)),
    Math.min(width, height) * seed.between(0.09, 0.14),
    fill(palette.accents[1], 0.95),
  );
  const layers = [0, 1, 2, 3].map((layer) => {
    const base = height * ((isWide(width, height) ? 0.62 : 0.3) + layer * 0.1);
    const swing = height * (0.16 - layer * 0.025);
    const steps = 4;
    const points = Array.from({ length: steps + 1 }, (_, i) => ({
      x: (width * i) / steps,
      y: base + (seed.next() - 0.5) * swing - (i / steps) * height * 0.12,
    }));
    const curve = points.slice(1).map((point, i) => {
      const before = points[i] ?? point;
      const middle = n((before.x + point.x) / 2);
      return `C${middle} ${n(before.y)} ${middle} ${n(point.y)} ${n(point.x)} ${n(point.y)}`;
    });
    const path = `M0 ${n(points[0]?.y ?? base)}${curve.join("")}V${height}H0Z`;
    const color = layer % 2 === 0 ? palette.accents[2] : palette.accents[0];
    return `<path d="${path}" ${fill(color, 0.28 + layer * 0.12)}/>`;
  });
  return sun + layers.join("");
};

const rings: Scene = ({ width, height, palette, seed }) => {
  const size = Math.min(width, height);
  const [x, y] = [width * seed.between(0.84, 0.98), height * seed.between(0.05, 0.95)];
  const count = 5 + Math.floor(seed.next() * 3);
  const stroke = size * seed.between(0.024, 0.045);
  const drawn = Array.from({ length: count }, (_, i) => {
    const color = palette.accents[i % 3];
    const paint = `fill="none" stroke="${color}" stroke-opacity="${(0.95 - i * 0.11).toFixed(2)}" stroke-width="${n(stroke)}"`;
    return circle(x, y, size * 0.1 + i * stroke * 2.1, paint);
  });
  return drawn.join("") + circle(x, y, size * 0.055, fill(palette.accents[1], 1));
};

const tiles: Scene = ({ width, height, palette, seed }) => {
  const rows = 4;
  const side = height / rows;
  const columns = isWide(width, height) ? 4 : 5;
  const shapes: string[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const present = (columns - column) / columns > seed.next() * 0.72 + 0.1;
      const [x, y] = [width - (column + 1) * side, row * side];
      const color = seed.pick(palette.accents);
      const turn = Math.floor(seed.next() * 4) * 90;
      const kind = seed.next();
      if (!present) continue;
      const shape =
        kind < 0.6
          ? `<path d="M0 0H${n(side)}A${n(side)} ${n(side)} 0 0 1 0 ${n(side)}Z" ${fill(color, 0.85)}/>`
          : kind < 0.8
            ? circle(side / 2, side / 2, side * 0.3, fill(color, 0.9))
            : `<rect width="${n(side)}" height="${n(side)}" ${fill(color, 0.35)}/>`;
      shapes.push(
        `<g transform="translate(${n(x)} ${n(y)}) rotate(${turn} ${n(side / 2)} ${n(side / 2)})">${shape}</g>`,
      );
    }
  }
  return shapes.join("");
};

const ribbons: Scene = ({ width, height, palette, seed }) => {
  const size = Math.max(width, height);
  const wide = isWide(width, height);
  const angle = seed.between(-52, -34);
  const bars = Array.from({ length: 8 }, (_, i) => {
    const thick = size * seed.between(0.02, 0.055);
    const long = size * seed.between(0.22, 0.5);
    const x = width * (wide ? 0.68 : 0.4) + i * size * 0.055;
    const y = height * (wide ? seed.between(0.2, 0.95) : seed.between(0.05, 0.5));
    const place = `transform="rotate(${n(angle)} ${n(x)} ${n(y)})"`;
    const box = `x="${n(x - long / 3)}" y="${n(y)}" width="${n(long)}" height="${n(thick)}" rx="${n(thick / 2)}"`;
    return `<rect ${box} ${place} ${fill(palette.accents[i % 3] ?? palette.ink, seed.between(0.45, 0.95))}/>`;
  });
  return bars.join("");
};

const dots: Scene = ({ width, height, palette, seed }) => {
  const gap = Math.max(width, height) / 24;
  const [x0, y0] = [width * seed.between(0.86, 1), height * seed.between(0.1, 0.9)];
  const reach = Math.max(width, height) * 0.52;
  const drawn: string[] = [];
  for (let y = gap / 2; y < height; y += gap) {
    for (let x = gap / 2; x < width; x += gap) {
      const near = 1 - Math.hypot(x - x0, y - y0) / reach;
      if (near <= 0.08) continue;
      const color = palette.accents[near > 0.66 ? 1 : near > 0.36 ? 0 : 2];
      drawn.push(circle(x, y, gap * 0.42 * near ** 0.8, fill(color, 0.4 + near * 0.55)));
    }
  }
  return drawn.join("");
};

const families: { words: RegExp; palettes: Palette[]; scenes: Scene[] }[] = [
  { words: /photo|realis|cinema|dramatic|dark|moody/i, palettes: dark, scenes: [glow, hills, dots] },
  {
    words: /minimal|flat|clean|simple|line|watercolou?r|pastel|light/i,
    palettes: light,
    scenes: [rings, dots, ribbons, hills],
  },
  {
    words: /illustrat|vector|cartoon|geometric|retro|3d|modern|bold/i,
    palettes: [...dark, ...light],
    scenes: [tiles, ribbons, hills, rings],
  },
];

/** A style is free text: its family's palettes and scenes where its words tell one, else all of them. */
export function chooseLook(style: string, seed: Seed): { palette: Palette; scene: Scene } {
  const family = families.find(({ words }) => words.test(style));
  const everything: Scene[] = [glow, hills, rings, tiles, ribbons, dots];
  const palettes = family?.palettes ?? [...dark, ...light];
  return { palette: seed.pick(palettes), scene: seed.pick(family?.scenes ?? everything) };
}
