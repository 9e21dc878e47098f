import { MINUTE_MS, SECOND_MS } from "../../lib/time";
import { escapeHtml } from "../../text/html/html";
import type { TimeSpan, RunReport } from "./run-report";
import { stages as definitions } from "./stages";

const ROW_HEIGHT = 46;
const BAR_HEIGHT = 14;
const TOP_MARGIN = 6;
const MAX_TICKS = 5;
const TICK_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800,
  604_800,
];

/** In at most two units: `48 s`, `12 min 5 s`, `3 h 20 min`, `2 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 10 * SECOND_MS) return `${Math.round(ms / 100) / 10} s`;
  const units = [
    ["d", 1440 * MINUTE_MS],
    ["h", 60 * MINUTE_MS],
    ["min", MINUTE_MS],
    ["s", SECOND_MS],
  ] as const;
  let remaining = Math.round(ms / SECOND_MS) * SECOND_MS;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(remaining / size);
    remaining -= count * size;
    if (count) parts.push(`${count} ${unit}`);
    else if (parts.length) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}

export const computeEndTime = ({ completed_at }: Pick<RunReport, "completed_at">, now: number) =>
  completed_at ? Date.parse(completed_at) : now;

const formatPercent = (share: number) => `${Math.round(share * 10_000) / 100}%`;

/** Merges adjacent batches into one bar, because a long run has hundreds. */
function mergeSpans(spans: { start: number; end: number }[], gap: number) {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start - last.end <= gap) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** A bar of the timeline, between two instants in epoch ms. */
type Bar = { from: number; to: number; y: number; kind: string; hint: string };

/** When each stage waited and worked, and when the run paused. Widths are percentages, so that text keeps its size. */
export function renderTimeline(report: RunReport, now: number): string {
  const start = Date.parse(report.started_at);
  const length = Math.max(1, computeEndTime(report, now) - start);
  const toShare = (ms: number) => Math.min(1, Math.max(0, (ms - start) / length));
  const renderBar = ({ from, to, y, kind, hint }: Bar) =>
    `<rect class="${kind}" x="${formatPercent(toShare(from))}" y="${y}" width="${formatPercent(Math.max(0.004, toShare(to) - toShare(from)))}" height="${BAR_HEIGHT}" rx="3"><title>${escapeHtml(hint)}</title></rect>`;
  const resolveEnd = ({ to }: TimeSpan) => (to ? Date.parse(to) : computeEndTime(report, now));
  const pauses = report.pauses.map((pause) => {
    const from = Date.parse(pause.from);
    const to = resolveEnd(pause);
    return { from, to, hint: `${pause.message}, for ${formatDuration(to - from)}` };
  });
  const rows = report.stages.map((stage, n) => {
    const y = TOP_MARGIN + n * ROW_HEIGHT;
    const span = { from: stage.started_at ?? "", to: stage.ended_at };
    const batches = report.batches
      .filter((batch) => batch.stage === stage.stage)
      .map((batch) => ({ start: Date.parse(batch.from), end: resolveEnd(batch) }));
    const name = `${stage.stage}. ${stage.name}`;
    const bars = stage.started_at
      ? [
          renderBar({
            from: Date.parse(span.from),
            to: resolveEnd(span),
            y: y + 20,
            kind: "span",
            hint: `${name}: ${formatStageDuration(stage)}`,
          }),
          ...mergeSpans(batches, length / 400).map(({ start, end }) =>
            renderBar({
              from: start,
              to: end,
              y: y + 20,
              kind: "work",
              hint: `Worked for ${formatDuration(end - start)}`,
            }),
          ),
        ]
      : [];
    return `<text x="0" y="${y + 13}">${escapeHtml(name)}</text><text class="figure" x="100%" y="${y + 13}">${formatStageDuration(stage)}</text><rect class="track" x="0" y="${y + 20}" width="100%" height="${BAR_HEIGHT}" rx="3"/>${bars.join("")}${pauses.map((pause) => renderBar({ ...pause, y: y + 20, kind: "pause" })).join("")}`;
  });
  const bottom = TOP_MARGIN + definitions.length * ROW_HEIGHT;
  const desc = report.stages.map((stage) => `${stage.name}: ${formatStageDuration(stage)}`).join("; ");
  return `<svg class="chart" width="100%" height="${bottom + 26}" role="img" aria-labelledby="time-title time-desc">
<title id="time-title">Timeline of the stages</title><desc id="time-desc">${escapeHtml(desc)}. The table below contains the same figures.</desc>
<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="2.5" height="7"/></pattern></defs>
${renderTicks(length, bottom)}${rows.join("\n")}</svg>`;
}

const formatStageDuration = (stage: RunReport["stages"][number]) => {
  if (stage.duration_seconds === null) return stage.status;
  const suffix = stage.status === "running" ? " so far" : "";
  return `${formatDuration(stage.duration_seconds * 1000)}${suffix}`;
};

function renderTicks(length: number, bottom: number): string {
  const step =
    (TICK_SECONDS.find((seconds) => length / (seconds * SECOND_MS) < MAX_TICKS) ??
      Math.ceil(length / SECOND_MS / MAX_TICKS)) * SECOND_MS;
  const marks: string[] = [];
  for (let ms = 0; ms <= length; ms += step) {
    const x = formatPercent(ms / length);
    // A label at the right edge would be cut off there.
    const end = ms > length * 0.9 ? ' class="figure"' : ms ? ' class="middle"' : "";
    marks.push(
      `<line class="tick" x1="${x}" x2="${x}" y1="${TOP_MARGIN}" y2="${bottom}"/><text${end} x="${x}" y="${bottom + 18}">${ms ? formatDuration(ms) : "0"}</text>`,
    );
  }
  return `<g class="ticks">${marks.join("")}</g>`;
}

/** A bar chart of the credits of each stage. */
export function renderCostChart(report: RunReport): string {
  const maxCredits = Math.max(1, ...report.stages.map(({ credits }) => credits));
  const totalCredits = Math.max(1, report.credits_used);
  const rows = report.stages.map(({ stage, name, credits }, n) => {
    const y = TOP_MARGIN + n * ROW_HEIGHT;
    const share = credits ? ` · ${Math.round((100 * credits) / totalCredits)} %` : "";
    const bar = credits
      ? `<rect class="cost" x="0" y="${y + 20}" width="${formatPercent(credits / maxCredits)}" height="${BAR_HEIGHT}" rx="3"/>`
      : "";
    return `<text x="0" y="${y + 13}">${stage}. ${escapeHtml(name)}</text><text class="figure" x="100%" y="${y + 13}">${credits.toLocaleString("en")}${share}</text><rect class="track" x="0" y="${y + 20}" width="100%" height="${BAR_HEIGHT}" rx="3"/>${bar}`;
  });
  const desc = report.stages.map(({ name, credits }) => `${name}: ${credits}`).join("; ");
  return `<svg class="chart" width="100%" height="${TOP_MARGIN + definitions.length * ROW_HEIGHT}" role="img" aria-labelledby="cost-title cost-desc">
<title id="cost-title">Credits by stage</title><desc id="cost-desc">${escapeHtml(desc)}. The table below contains the same figures.</desc>
${rows.join("\n")}</svg>`;
}
