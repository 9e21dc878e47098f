import type { Ctx } from "../../db/context";
import { escapeHtml } from "../../text/html/html";
import { renderCostChart, computeEndTime, formatDuration, renderTimeline } from "./report-charts";
import { reportStyle } from "./report-style";
import { MAX_ARTICLES, loadRunReport, type StageReport, type RunReport } from "./run-report";
import { resolveStage } from "./stages";

const MAX_REASONS = 8;

type PageContext = {
  report: RunReport;
  now: number;
  origin: string;
  formatTime: (iso: string, withDate?: boolean) => string;
};

/** The report of a run as one self-contained file: to view, print or share. */
export async function renderReport(ctx: Ctx, id: number | string, origin: string): Promise<string> {
  return renderReportPage(await loadRunReport(ctx, id), Date.now(), origin);
}

export function renderReportPage(report: RunReport, now: number, origin: string): string {
  const context: PageContext = { report, now, origin, formatTime: buildTimeFormatter(report.timezone) };
  const site = escapeHtml(report.site_name);
  const title = `Automation run of ${context.formatTime(report.started_at).split(" at ")[0]}`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · ${site}</title><link rel="icon" href="data:,"><style>${reportStyle}</style></head>
<body><main><header><p class="site">${site}</p><h1>${title}</h1>
<p class="state ${report.status}">${report.status}</p>${renderReason(report)}<p class="lead">${renderLead(context)}</p></header>
${renderFacts(context)}
<section><h2>Timeline</h2>${renderTimeline(report, now)}${renderLegend(report)}${renderPauses(context)}</section>
<section><h2>Credits by stage</h2>${renderCostChart(report)}</section>
<section><h2>Stage by stage</h2>${renderTable(report)}</section>
${renderFailures(report)}${renderArticles(context)}
<footer>Run ${escapeHtml(report.run_id)}, as of ${context.formatTime(new Date(now).toISOString())}. Times in ${escapeHtml(report.timezone)}.</footer>
</main></body></html>`;
}

function buildTimeFormatter(timeZone: string) {
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  const short = new Intl.DateTimeFormat("en-GB", time);
  const long = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", ...time });
  return (iso: string, withDate = true) => (withDate ? long : short).format(new Date(iso));
}

const formatCount = (count: number, plural: string) =>
  `${count.toLocaleString("en")} ${count === 1 ? plural.replace(/s$/, "") : plural}`;

function renderReason({ status, pause_reason, error_message }: RunReport): string {
  const reason = error_message ?? pause_reason;
  const kind = error_message || status === "failed" ? "why bad" : "why";
  return reason ? `<p class="${kind}">${escapeHtml(reason)}</p>` : "";
}

const endings: Record<RunReport["status"], string> = {
  running: "has been running for",
  paused: "is paused after",
  completed: "completed after",
  failed: "failed after",
  cancelled: "was cancelled after",
};

function renderLead({ report, now, formatTime }: PageContext): string {
  const by = report.started_by ? ` by ${escapeHtml(report.started_by)}` : " by hand";
  const started = report.trigger_type === "scheduled" ? " by its schedule" : by;
  const time = formatDuration(computeEndTime(report, now) - Date.parse(report.started_at));
  const outputs = report.stages
    .filter((stage) => stage.made)
    .map((stage) => formatCount(stage.made, resolveStage(stage.stage).makes));
  const list = new Intl.ListFormat("en").format(outputs);
  const summary = outputs.length ? `Created: ${list}.` : "Nothing was created.";
  return `Started${started} on ${formatTime(report.started_at)}, it ${endings[report.status]} ${time}. ${summary}`;
}

function renderFacts({ report, now }: PageContext): string {
  const failed = report.stages.reduce((sum, stage) => sum + stage.failed, 0);
  const figures = [
    ["Duration", formatDuration(computeEndTime(report, now) - Date.parse(report.started_at))],
    ["Items done", report.items_processed.toLocaleString("en")],
    ["Items failed", failed.toLocaleString("en")],
    ["Credits", report.credits_used.toLocaleString("en")],
  ];
  return `<dl class="facts">${figures.map(([name, figure]) => `<div><dt>${name}</dt><dd>${figure}</dd></div>`).join("")}</dl>`;
}

function renderLegend({ pauses }: RunReport): string {
  const key = (kind: string, words: string) =>
    `<li><svg width="22" height="12" aria-hidden="true"><rect class="${kind}" width="22" height="12" rx="3"/></svg>${words}</li>`;
  return `<ul class="legend">${key("work", "working")}${key("span", "between batches")}${pauses.length ? key("pause", "paused") : ""}</ul>`;
}

function renderPauses({ report, now, formatTime }: PageContext): string {
  if (!report.pauses.length) return "";
  const rows = report.pauses.map(({ message, from, to }) => {
    const time = formatDuration((to ? Date.parse(to) : computeEndTime(report, now)) - Date.parse(from));
    return `<li>${formatTime(from)}, for ${time}${to ? "" : " so far"}: ${escapeHtml(message.replace(/^Paused: /, ""))}</li>`;
  });
  return `<div class="pauses"><h2>Pauses</h2><ul class="plain">${rows.join("")}</ul></div>`;
}

function renderTable({ stages, credits_used, items_processed }: RunReport): string {
  const failed = stages.reduce((sum, stage) => sum + stage.failed, 0);
  const columns = ["In", "Out", "Done", "Failed", "Time", "Credits"];
  const heads = columns.map((name) => `<th scope="col" role="columnheader" class="number">${name}</th>`);
  return `<table role="table"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Stage</th>${heads.join("")}</tr></thead>
<tbody role="rowgroup">${stages.map(renderRow).join("\n")}</tbody>
<tfoot role="rowgroup"><tr role="row"><th scope="row" role="rowheader">Total</th><td role="cell" colspan="2"></td>${renderCell("Done", items_processed)}${renderCell("Failed", failed)}<td role="cell"></td>${renderCell("Credits", credits_used)}</tr></tfoot></table>`;
}

const renderCell = (name: string, value: string | number, kind = "") =>
  `<td role="cell" class="number${kind}" data-name="${name}">${escapeHtml(typeof value === "number" ? value.toLocaleString("en") : value)}</td>`;

function renderRow(stage: StageReport): string {
  const { takes, makes } = resolveStage(stage.stage);
  const time = stage.duration_seconds === null ? "–" : formatDuration(stage.duration_seconds * 1000);
  const state = stage.status === "done" ? "" : ` <span class="soft">${stage.status}</span>`;
  const stopped = stage.stopped_by
    ? ` <span class="soft">stopped by ${escapeHtml(stage.stopped_by)}</span>`
    : "";
  const cells = [
    renderCell("In", formatCount(stage.taken, takes)),
    renderCell("Out", formatCount(stage.made, makes)),
    renderCell("Done", stage.done),
    renderCell("Failed", stage.failed, stage.failed ? " bad" : ""),
    renderCell("Time", time),
    renderCell("Credits", stage.credits),
  ];
  return `<tr role="row"><th scope="row" role="rowheader">${stage.stage}. ${escapeHtml(stage.name)}${state}${stopped}</th>${cells.join("")}</tr>`;
}

/** Each reason once per stage, with some of the failed items. */
function renderFailures({ stages }: RunReport): string {
  const parts = stages
    .filter(({ reasons }) => reasons.length)
    .map(({ stage, name, reasons, reasons_left }) => {
      const shown = reasons.slice(0, MAX_REASONS);
      const hidden = reasons.slice(MAX_REASONS).reduce((sum, { count }) => sum + count, reasons_left);
      const lines = shown.map(
        ({ error, count, labels }) =>
          `<li><strong>${escapeHtml(error)}</strong> <span class="soft">${count > 1 ? `${count} times: ` : ""}${escapeHtml(labels.join("; "))}${count > labels.length ? ` and ${(count - labels.length).toLocaleString("en")} more` : ""}</span></li>`,
      );
      if (hidden)
        lines.push(`<li class="soft">and ${hidden.toLocaleString("en")} more, for other reasons</li>`);
      return `<h3>${stage}. ${escapeHtml(name)}</h3><ul class="plain">${lines.join("")}</ul>`;
    });
  return parts.length ? `<section class="reasons"><h2>Failures</h2>${parts.join("")}</section>` : "";
}

/** Published articles link to their page; others to their preview, for signed-in users. */
function renderArticles({ report, origin }: PageContext): string {
  const { articles } = report;
  if (!articles.length) return "";
  const lines = articles.map(({ id, title, status, word_count, url }) => {
    const isLive = url !== null && /^https?:\/\//.test(url);
    const address = isLive ? url : `${origin}/api/v1/writer/content/${id}/preview/`;
    return `<li><a href="${escapeHtml(address)}" rel="noopener noreferrer">${escapeHtml(title)}</a> <span class="soft">${status}, ${formatCount(word_count, "words")}${isLive ? "" : " (preview)"}</span></li>`;
  });
  const written = report.stages.find(({ stage }) => stage === 4)?.made ?? 0;
  const hidden = articles.length === MAX_ARTICLES ? written - MAX_ARTICLES : 0;
  if (hidden > 0) lines.push(`<li class="soft">and ${hidden.toLocaleString("en")} more</li>`);
  const note = articles.some(({ url }) => !url)
    ? '<p class="soft">Previews require you to be signed in.</p>'
    : "";
  return `<section class="made"><h2>Articles</h2><ul class="plain">${lines.join("")}</ul>${note}</section>`;
}
