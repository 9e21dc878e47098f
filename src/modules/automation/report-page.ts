import type { Ctx } from "../../db/context";
import { escapeHtml } from "../../text/html/html";
import { costChart, endTime, lasted, timeline } from "./report-charts";
import { style } from "./report-style";
import { ARTICLES, readStory, type StageStory, type Story } from "./run-story";
import { getStage } from "./stages";
import { itemAt } from "../../lib/collections";

const REASONS_TOLD = 8;

type Frame = { story: Story; now: number; origin: string; day: (iso: string, withDate?: boolean) => string };

/** The report of a run as one self-contained file: to view, print or share. */
export async function renderReport(ctx: Ctx, id: number | string, origin: string): Promise<string> {
  return reportPage(await readStory(ctx, id), Date.now(), origin);
}

export function reportPage(story: Story, now: number, origin: string): string {
  const frame: Frame = { story, now, origin, day: buildClock(story.timezone) };
  const site = escapeHtml(story.site_name);
  const title = `Automation run of ${frame.day(story.started_at).split(" at ")[0]}`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · ${site}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><header><p class="site">${site}</p><h1>${title}</h1>
<p class="state ${story.status}">${story.status}</p>${why(story)}<p class="lead">${lead(frame)}</p></header>
${facts(frame)}
<section><h2>Timeline</h2>${timeline(story, now)}${legend(story)}${pauses(frame)}</section>
<section><h2>Credits by stage</h2>${costChart(story)}</section>
<section><h2>Stage by stage</h2>${table(story)}</section>
${failures(story)}${made(frame)}
<footer>Run ${escapeHtml(story.run_id)}, as it stood on ${frame.day(new Date(now).toISOString())}. Times in ${escapeHtml(story.timezone)}.</footer>
</main></body></html>`;
}

function buildClock(timeZone: string) {
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  const short = new Intl.DateTimeFormat("en-GB", time);
  const long = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", ...time });
  return (iso: string, withDate = true) => (withDate ? long : short).format(new Date(iso));
}

const counted = (count: number, plural: string) =>
  `${count.toLocaleString("en")} ${count === 1 ? plural.replace(/s$/, "") : plural}`;

function why({ status, pause_reason, error_message }: Story): string {
  const reason = error_message ?? pause_reason;
  const kind = error_message || status === "failed" ? "why bad" : "why";
  return reason ? `<p class="${kind}">${escapeHtml(reason)}</p>` : "";
}

const endings: Record<Story["status"], string> = {
  running: "has been under way for",
  paused: "is paused after",
  completed: "was done after",
  failed: "failed after",
  cancelled: "was cancelled after",
};

function lead({ story, now, day }: Frame): string {
  const by = story.started_by ? ` by ${escapeHtml(story.started_by)}` : " by hand";
  const started = story.trigger_type === "scheduled" ? " by its schedule" : by;
  const time = lasted(endTime(story, now) - Date.parse(story.started_at));
  const harvest = story.stages
    .filter((stage) => stage.made)
    .map((stage) => counted(stage.made, getStage(stage.stage).makes));
  const list = new Intl.ListFormat("en").format(harvest);
  const came = harvest.length ? `Created: ${list}.` : "Nothing was created.";
  return `Started${started} on ${day(story.started_at)}, it ${endings[story.status]} ${time}. ${came}`;
}

function facts({ story, now }: Frame): string {
  const failed = story.stages.reduce((sum, stage) => sum + stage.failed, 0);
  const figures = [
    ["Duration", lasted(endTime(story, now) - Date.parse(story.started_at))],
    ["Items done", story.items_processed.toLocaleString("en")],
    ["Items failed", failed.toLocaleString("en")],
    ["Credits", story.credits_used.toLocaleString("en")],
  ];
  return `<dl class="facts">${figures.map(([name, figure]) => `<div><dt>${name}</dt><dd>${figure}</dd></div>`).join("")}</dl>`;
}

function legend({ pauses }: Story): string {
  const key = (kind: string, words: string) =>
    `<li><svg width="22" height="12" aria-hidden="true"><rect class="${kind}" width="22" height="12" rx="3"/></svg>${words}</li>`;
  return `<ul class="legend">${key("work", "at work")}${key("span", "between batches")}${pauses.length ? key("pause", "paused") : ""}</ul>`;
}

function pauses({ story, now, day }: Frame): string {
  if (!story.pauses.length) return "";
  const rows = story.pauses.map(({ message, from, to }) => {
    const time = lasted((to ? Date.parse(to) : endTime(story, now)) - Date.parse(from));
    return `<li>${day(from)}, for ${time}${to ? "" : " so far"}: ${escapeHtml(message.replace(/^Paused: /, ""))}</li>`;
  });
  return `<div class="pauses"><h2>Pauses</h2><ul class="plain">${rows.join("")}</ul></div>`;
}

function table({ stages, credits_used, items_processed }: Story): string {
  const failed = stages.reduce((sum, stage) => sum + stage.failed, 0);
  const columns = ["In", "Out", "Done", "Failed", "Time", "Credits"];
  const heads = columns.map((name) => `<th scope="col" role="columnheader" class="number">${name}</th>`);
  const total = ["Done", "Failed", "Credits"].map((name, n) =>
    cell(name, itemAt([items_processed, failed, credits_used], n)),
  );
  return `<table role="table"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Stage</th>${heads.join("")}</tr></thead>
<tbody role="rowgroup">${stages.map(row).join("\n")}</tbody>
<tfoot role="rowgroup"><tr role="row"><th scope="row" role="rowheader">In all</th><td role="cell" colspan="2"></td>${total[0]}${total[1]}<td role="cell"></td>${total[2]}</tr></tfoot></table>`;
}

const cell = (name: string, value: string | number, kind = "") =>
  `<td role="cell" class="number${kind}" data-name="${name}">${escapeHtml(typeof value === "number" ? value.toLocaleString("en") : value)}</td>`;

function row(stage: StageStory): string {
  const { takes, makes } = getStage(stage.stage);
  const time = stage.duration_seconds === null ? "–" : lasted(stage.duration_seconds * 1000);
  const state = stage.status === "done" ? "" : ` <span class="soft">${stage.status}</span>`;
  const stopped = stage.stopped_by
    ? ` <span class="soft">stopped by ${escapeHtml(stage.stopped_by)}</span>`
    : "";
  const cells = [
    cell("In", counted(stage.taken, takes)),
    cell("Out", counted(stage.made, makes)),
    cell("Done", stage.done),
    cell("Failed", stage.failed, stage.failed ? " bad" : ""),
    cell("Time", time),
    cell("Credits", stage.credits),
  ];
  return `<tr role="row"><th scope="row" role="rowheader">${stage.stage}. ${escapeHtml(stage.name)}${state}${stopped}</th>${cells.join("")}</tr>`;
}

/** Each reason once per stage, with some of the failed items. */
function failures({ stages }: Story): string {
  const parts = stages
    .filter(({ reasons }) => reasons.length)
    .map(({ stage, name, reasons, reasons_left }) => {
      const told = reasons.slice(0, REASONS_TOLD);
      const left = reasons.slice(REASONS_TOLD).reduce((sum, { count }) => sum + count, reasons_left);
      const lines = told.map(
        ({ error, count, labels }) =>
          `<li><strong>${escapeHtml(error)}</strong> <span class="soft">${count > 1 ? `${count} times: ` : ""}${escapeHtml(labels.join("; "))}${count > labels.length ? ` and ${(count - labels.length).toLocaleString("en")} more` : ""}</span></li>`,
      );
      if (left) lines.push(`<li class="soft">and ${left.toLocaleString("en")} more, for other reasons</li>`);
      return `<h3>${stage}. ${escapeHtml(name)}</h3><ul class="plain">${lines.join("")}</ul>`;
    });
  return parts.length
    ? `<section class="reasons"><h2>What failed, and why</h2>${parts.join("")}</section>`
    : "";
}

/** Published articles link to their page; others to their preview, for signed-in users. */
function made({ story, origin }: Frame): string {
  const { articles } = story;
  if (!articles.length) return "";
  const lines = articles.map(({ id, title, status, word_count, url }) => {
    const isOut = url !== null && /^https?:\/\//.test(url);
    const address = isOut ? url : `${origin}/api/v1/writer/content/${id}/preview/`;
    return `<li><a href="${escapeHtml(address)}" rel="noopener noreferrer">${escapeHtml(title)}</a> <span class="soft">${status}, ${counted(word_count, "words")}${isOut ? "" : " (preview)"}</span></li>`;
  });
  const written = story.stages.find(({ stage }) => stage === 4)?.made ?? 0;
  const left = articles.length === ARTICLES ? written - ARTICLES : 0;
  if (left > 0) lines.push(`<li class="soft">and ${left.toLocaleString("en")} more</li>`);
  const note = articles.some(({ url }) => !url)
    ? '<p class="soft">A preview opens for who is signed in.</p>'
    : "";
  return `<section class="made"><h2>What it wrote</h2><ul class="plain">${lines.join("")}</ul>${note}</section>`;
}
